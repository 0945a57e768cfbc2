// Joining in, and the people who did.

export type Role = 'viewer' | 'presenter' | 'musician' | 'engineer' | 'admin';

/** A person that joined. */
export interface Member {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly color: string;
  /** Aux buses a musician may mix, from 1. */
  readonly buses: readonly number[];
}

/** A member who is connected now. */
export interface Presence extends Member {
  readonly visible: boolean;
}

/** A member who has a control in hand; without a name while nothing else is known. */
export interface Holder {
  readonly id: number;
  readonly name: string;
  readonly color: string;
}

export interface Joined {
  /** The relay's socket, for `connect`. */
  readonly url: string;
  /** The person's key: keep it. */
  readonly token: string;
  readonly member: Member;
}

/**
 * Joins with an invitation link such as `http://relay/#/join/CODE`.
 *
 * @throws {MediatrixError} `bad_join_link`, `invitation_…`, `unreachable`, `late`, `bad_answer`
 */
export function join(link: string | URL, person: { name: string; color?: string }): Promise<Joined>;
