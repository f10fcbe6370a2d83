/** What an account may do. Officers and supervisors will work on cases, editors on the knowledge, admins on accounts. */
export const ROLES = ['officer', 'supervisor', 'editor', 'admin'] as const;

export type Role = (typeof ROLES)[number];

/** A person who may sign in to the console. */
export interface Account {
  readonly id: string;
  /** What is typed at the sign-in: lower case, unique. */
  readonly name: string;
  readonly role: Role;
  /** As hashPassword wrote it. */
  readonly passwordHash: string;
  /** The password was given by somebody else (one-time): nothing but changing it is allowed. */
  readonly mustChangePassword: boolean;
  /** null until the person has set one up. */
  readonly authenticator: Authenticator | null;
  readonly isDisabled: boolean;
  /** Whom the identity provider knows as this account; null for an account with a password here. */
  readonly identity: ExternalIdentity | null;
  /** UTC instant, ISO 8601. */
  readonly createdAt: string;
}

/** Never an e-mail address: those change hands. */
export interface ExternalIdentity {
  readonly issuer: string;
  /** Unique and never given anew within the issuer (OpenID Connect Core, 8). */
  readonly subject: string;
}

/** A time-based code generator (RFC 6238) and what stands in when it is lost. */
export interface Authenticator {
  /** Base32. */
  readonly secret: string;
  /** The time step of the last code that was accepted: no code counts twice. */
  readonly lastStep: number;
  /** SHA-256 of each recovery code that is left, hex. */
  readonly recoveryHashes: readonly string[];
}

/** A signed-in browser. Only the digest of its id is stored; the id itself is in the cookie. */
export interface Session {
  readonly idHash: string;
  readonly account: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  /** What the identity provider is shown at sign-out; null when signed in with a password. */
  readonly idToken: string | null;
}

export const ACCOUNT_EVENTS = [
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'password-changed',
  'authenticator-set',
  'authenticator-removed',
  'recovery-code-used',
  'account-added',
  'role-changed',
  'disabled',
  'enabled',
  'reset',
  'file-edited',
  'notices-replayed',
  'announcement-submitted',
  'announcement-approved',
  'announcement-rejected',
] as const;

/** Who did what to whom. Names, not ids, so that the list can be read after an account is gone. */
export interface AccountEvent {
  readonly at: string;
  readonly what: (typeof ACCOUNT_EVENTS)[number];
  /** Name of the account that acted; "command line" for the operator, "identity provider" for what it decides. */
  readonly actor: string;
  /** Name of the account, or path of the file, that it was done to. */
  readonly subject: string;
  /** A role or a way of signing in, for instance; never a password, code or secret. */
  readonly detail: string;
}
