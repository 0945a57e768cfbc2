// The one class of errors: a stable code for programs, a sentence for people.

/** What went wrong; codes stay as they are, messages may change. */
export class MediatrixError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'MediatrixError';
    this.code = code;
  }
}

/** Runs a listener of the application: what it throws is its own, and must not reach the session. */
export function tell(listener, ...args) {
  try {
    listener(...args);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
