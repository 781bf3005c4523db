// An `import` of node:http reads every export at once, and one of them loads undici: 25 ms of a cold start for a
// WebSocket that nobody opens. Taken as it is, the module loads what is used.
module.exports = process.getBuiltinModule('node:http');
