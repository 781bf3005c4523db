// Lambda hands a function its credentials in environment variables. The SDK's chain of all other sources (profiles, single
// sign-on, instance metadata, processes) is a tenth of a bundle, parsed at each cold start for nothing.
import { fromEnv } from '@aws-sdk/credential-provider-env';

export const defaultProvider = () => fromEnv();
export const credentialsWillNeedRefresh = (credentials) => credentials?.expiration !== undefined;
export const credentialsTreatedAsExpired = (credentials) =>
  credentials?.expiration !== undefined && credentials.expiration.getTime() - Date.now() < 300_000;
