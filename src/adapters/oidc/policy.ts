/** Numbers of the sign-in at an identity provider. */
export const OIDC_POLICY = {
  /** Of one request to the provider, with a person waiting. */
  timeoutSeconds: 8,
  /** How far the provider's clock may be off. */
  clockToleranceSeconds: 60,
  /** The provider's description of itself is read again after this; keys are read again when one is unknown. */
  discoveryMs: 3_600_000,
} as const;
