// The two ways in: joining by an invitation, and opening a link with the
// token that joining gave.
import { MediatrixError } from './errors.js';
import { Link } from './link.js';
import { module } from './start.js';

/** Opens a link to a relay and keeps it up; see index.d.ts. */
export function connect(url, options) {
  return new Link(String(url), options);
}

/** Joins with a link such as `http://relay/#/join/CODE`; see index.d.ts. */
export async function join(link, { name, color = 'sky' }) {
  const glue = module();
  const [, origin, code] = String(link).match(/^(https?:\/\/[^/#?]+)[^#]*#\/join\/([^/?#\s]+)$/) ?? [];
  if (!code) {
    throw new MediatrixError('bad_join_link', `${JSON.stringify(String(link))} is no join link: one ends in /#/join/CODE`);
  }
  return glue.join(`${origin.replace(/^http/, 'ws')}/ws`, decodeURIComponent(code), name, color);
}
