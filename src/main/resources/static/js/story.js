/** The question, and the answer in a sentence for eyes and screen readers. */

import { fill, find, make } from './dom.js';
import { summary } from './evidence.js';

export const percent = (probability) => (probability > 0 && probability < 0.001 ? '< 0.1 %'
  : `${(100 * probability).toFixed(probability < 0.0995 ? 1 : 0)} %`);

export const number = (value) => (value === 0 ? '0' : Number(value.toPrecision(3)).toString().replace('-', '−'));

/** Shows what explanations say; without one, only the question. */
export function show(explanations, name, { drawn }) {
  const names = explanations.length ? explanations.map(({ target }) => target.label) : [name];
  const [first, second] = names.map((each) => make('em', {}, each));
  fill(find('#question'), 'Why ', first, ...(second ? [', why ', second] : []), '?');
  document.title = `${find('#question').textContent} · Heatlens`;
  fill(find('#summary'), explanations.map(summary).join(' '));
  const warnings = new Set(explanations.flatMap((explanation) => explanation.warnings));
  if (drawn) {
    warnings.add('This browser does not show the file as it is; the picture is drawn by the service.');
  }
  fill(find('#warnings'), ...[...warnings].map((warning) => make('li', {}, warning)));
}
