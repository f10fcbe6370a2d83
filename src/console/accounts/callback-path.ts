/** Where the identity provider sends people back; it is registered there with PUBLIC_URL before it. */
export const CALLBACK_PATH = '/console/api/oidc/callback';
