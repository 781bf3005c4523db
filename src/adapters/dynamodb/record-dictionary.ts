/**
 * Text that nearly every decision record contains, for DEFLATE to point back to (RFC 1950, preset dictionary). With
 * it a record of the default configuration takes about 0.9 KB instead of 1.4 KB, so its item stays below 1 KB and a
 * decision costs one write unit less.
 * @remarks Part of storage format 1: a change of a single character would make every stored record unreadable. Other
 * words, e.g. of new rules, cost a few bytes and need no change; a better dictionary is a new format. The ends matter
 * most, since near references are short.
 */
export const RECORD_DICTIONARY: Uint8Array = new TextEncoder().encode(
  [
    '"reason":"No consent to this channel is on file.","rule":"consent@1"},',
    '"reason":"The borrower refused contact on this channel."Consent to this channel is unknown."',
    '{"reason":"A do-not-contact hold on this channel is on file.","rule":"hold@1"}',
    '"reason":"The send window does not start within the horizon of the request.","rule":"horizon@1"}',
    'No part of the send window lies between 08:00 and 21:00 in every time zone on file.","rule":"quiet-hours@1"',
    '{"reason":"The limit of 7 within 7 × 24 hours could be exceeded.","rule":"contact-frequency@1"}]},',
    '{"action":"no-contact","hits":[{"reason":"',
    '"verdict":{"because":["","status":"withheld"}}',
    '{"accountId":"","blocked":[{"action":"call@weekday-evening","hits":[{"blocked":[],"borrowerId":"b-',
    '","context":{"},"decidedAt":17","decisionId":"d_","model":"","purpose":"servicing","requestDigest":"',
    '","requireConfirm":false,"requireConfirm":true,"verdict":{"action":"sms@weekday-morning',
    '","contact":{"channel":"email","window":{"id":"weekday-evening","interval":{"end":17,"start":17',
    '},"timeZone":"America/New_York"}},"distribution":{"actions":["call@weekday-evening","call@weekday-midday',
    '","call@weekday-morning","call@weekend","email@weekday-evening","email@weekday-midday","email@weekday-morning',
    '","email@weekend","no-contact","sms@weekday-evening","sms@weekday-midday","sms@weekday-morning","sms@weekend',
    '"],"weights":["],"draw":,"explanation":{"because":["',
    'Exploration: has the highest expected reward after cost, with was drawn to learn more about it.","',
    'Its probability was 1.1 % of that is the even share that every eligible action keeps.","',
    'Its expected reward is 0.; its cost is 0.","',
    'Nothing has been learned about it yet, so its estimate is the starting value 0."],',
    '"contributions":[{"contribution":0.,"feature":"(intercept)"},{"contribution":-0.0,"feature":"',
    '"}],"cost":0.,"exploration":true,"floorShare":0.0,"greedy":"","learnedFrom":,"mean":0.,"uncertainty":0.',
    '},"fallback":false,"features":{"names":["(intercept)","],"values":[1,0,0,-0.],"propensity":0.',
    ',"reservationToken":"","snapshot":"sha256:","status":"selected","strategy":"linucb"}}',
  ].join(''),
);
