// Errors: one class, and its codes.

/** Every error of this package: `code` stays as it is, `message` may change. */
export class MediatrixError extends Error {
  constructor(code: ErrorCode, message: string);
  readonly name: 'MediatrixError';
  readonly code: ErrorCode;
}

/** Codes that programs may rely on; a relay of a later version may send others. */
export type ErrorCode =
  | 'not_initialised' | 'not_loaded' | 'no_websocket' | 'no_token' | 'bad_join_link'
  // An address that is none.
  | 'url_empty' | 'url_space' | 'url_no_scheme' | 'url_wrong_scheme' | 'url_no_server' | 'url_no_host'
  | 'url_bad_host' | 'url_user_info' | 'url_bad_port' | 'url_port_range' | 'url_fragment' | 'url_backslash'
  // A socket that would not do as asked.
  | 'protocol' | 'not_open' | 'close_code' | 'reason_length' | 'browser'
  // A control that cannot be moved.
  | 'offline' | 'desk_offline' | 'lift_first' | 'out_of_range' | 'unknown_parameter'
  // The relay refused.
  | 'expired' | 'not_allowed' | 'held' | 'malformed' | 'unknown_kind' | 'unknown_room' | 'not_found'
  | 'bad_text' | 'too_fast' | 'not_stored' | 'outbox_full' | 'stopped' | 'other'
  // A call over HTTP, or a list that did not come in time (`late`).
  | 'unreachable' | 'late' | 'bad_answer' | 'not_authenticated'
  | 'invitation_unknown' | 'invitation_expired' | 'invitation_used'
  | (string & {});
