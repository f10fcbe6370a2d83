/** After every UTC instant that is stored. */
export const LAST_INSTANT = '9999';
