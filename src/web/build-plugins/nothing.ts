/** Stands in for polyfills that no browser in use needs. */
export {};
