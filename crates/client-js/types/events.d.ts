// What everything that can be listened to has in common.

/** Ends a subscription; calling it twice does no harm. */
export type Unsubscribe = () => void;
