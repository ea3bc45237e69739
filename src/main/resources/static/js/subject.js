/** What the model is asked about: its classes, the prompts on the page, or a second picture. */

import { catalogue } from './catalogue.js';
import { state } from './state.js';

const FIRST = ['a photo of a person', 'a photo of an object'];

const can = (task) => catalogue.model.tasks.includes(task);

/** One of "prompts", "pictures" and "classes". */
export function kind() {
  if (can('zero-shot')) {
    return 'prompts';
  }
  return state.reference || !can('classification') ? 'pictures' : 'classes';
}

/** Whether two pictures are all that the model can be asked about. */
export const onlyPictures = () => !can('zero-shot') && !can('classification');

const standard = () => (catalogue.model.labels.length ? catalogue.model.labels : FIRST);

/** The prompts on the page: those that were typed, else the model's own, else two to begin with. */
export const prompts = () => (state.prompts ? state.prompts.split('\n').filter(Boolean) : standard());

/** Prompts as the state keeps them. That there is none is not the same as that nothing was changed. */
export const written = (all) => (all.join('\n') === standard().join('\n') ? '' : all.join('\n') || '\n');

/** The prompts that a request has to name: the model knows its own, which may stand in a template. */
export const sent = () =>
  kind() === 'prompts' && (state.prompts || !catalogue.model.labels.length) ? prompts() : [];

const names = () => (kind() === 'prompts' ? prompts() : catalogue.model.labels);

export const label = (index) => names()[index] ?? `class ${index}`;

/** A class as the parameter "target" takes it: the label where it is clear, else the index. */
export function targetName(index) {
  const name = names()[index];
  const clear = name && !/^-?\d+$/.test(name) && names().filter((each) => each === name).length === 1;
  return clear ? name : index;
}

/** The answer about two pictures as a result with one explanation on each, for what makes them alike. */
export function alike({ image, embedding, results: [{ reference, similarity, explanations }] }) {
  return {
    image,
    reference,
    embedding,
    similarity,
    predictions: [],
    explanations: explanations.map(({ of, ...explanation }) => ({
      ...explanation,
      picture: of === 'image' ? 'First picture' : 'Second picture',
      target: { class: of, label: 'the likeness', logit: similarity },
    })),
  };
}
