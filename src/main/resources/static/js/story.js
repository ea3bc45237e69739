/** The question, and the answer in a sentence for eyes and screen readers. */

import { fill, find, make } from './dom.js';
import { summary } from './evidence.js';

export const percent = (probability) =>
  probability > 0 && probability < 0.001 ? '< 0.1 %' : `${(100 * probability).toFixed(probability < 0.0995 ? 1 : 0)} %`;

/** How sure the model is of a class; the output itself where the model is a regression, which has no probabilities. */
export const certainty = ({ logit, probability }) => (probability === undefined ? number(logit) : percent(probability));

export const number = (value) => (value === 0 ? '0' : Number(value.toPrecision(3)).toString().replace('-', '−'));

/** Shows what explanations of classes say; before there are any, only the question. */
export function show(explanations, names, { drawn }) {
  const questions = names.flatMap((name, i) => [i ? ', why ' : ' ', make('em', {}, name)]);
  fill(find('#question'), 'Why', ...questions, '?');
  document.title = `${find('#question').textContent} · Heatlens`;
  fill(find('#summary'), ...explanations.map((explanation) => make('span', {}, `${summary(explanation)} `)));
  const warnings = explanations.flatMap(({ target, warnings: texts }) =>
    texts.map((text) => (explanations.length > 1 ? `${target.label}: ${text}` : text)),
  );
  if (drawn) {
    warnings.push('This browser does not show the file as it is; the picture is drawn by the service.');
  }
  fill(find('#warnings'), ...warnings.map((warning) => make('li', {}, warning)));
}
