/** The little of jsdom that the tests use; the package brings no types. */
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options?: { readonly url?: string });
    readonly window: {
      readonly XMLHttpRequest: unknown;
      readonly FormData: unknown;
      readonly Blob: unknown;
    };
  }
}
