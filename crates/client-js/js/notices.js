// What a desk has to say, as the relay's words and as an object.

const KINDS = {
  message: ([text]) => ({ kind: 'message', text }),
  phrase: ([name, ...fill]) => ({ kind: 'phrase', name, fill }),
  dialog: ([id, question, ...buttons]) => ({ kind: 'dialog', id, question, buttons }),
  dialog_closed: ([id]) => ({ kind: 'dialogClosed', id }),
  selected_strip: ([group, strip]) => ({ kind: 'selectedStrip', group, strip }),
  selected_view: ([group, view, number]) => ({
    kind: 'selectedView',
    group,
    view: view === 'view_group' ? 'viewGroup' : view,
    number: Number(number),
  }),
};

/** Nothing for a kind of a later version. */
export function notice({ what, words }) {
  return Object.hasOwn(KINDS, what) ? KINDS[what](words) : undefined;
}
