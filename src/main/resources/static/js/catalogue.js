/** What the service offers: models, methods and samples. */

import * as api from './api.js';

export const catalogue = { models: [], methods: [], samples: [], model: null, capabilities: new Map() };

/** Reads it all and settles on a model: the one asked for, else the service's default. */
export async function load(wanted) {
  const [names, methods, samples] = await Promise.all([api.models(), api.methods(), api.samples()]);
  const described = await Promise.all(names.map(api.model));
  Object.assign(catalogue, { models: described, methods, samples });
  await use(described.some(({ name }) => name === wanted) ? wanted : described.find((model) => model.default).name);
}

export async function use(name) {
  const { methods } = await api.capabilities(name);
  catalogue.model = catalogue.models.find((model) => model.name === name);
  catalogue.capabilities = new Map(methods.map((method) => [method.name, method]));
}

export const samplesOfModel = () => catalogue.samples.filter(({ model }) => model === catalogue.model.name);

export const supported = (method) => catalogue.capabilities.get(method.name)?.supported;

export const method = (name) => catalogue.methods.find((each) => each.name === name);

/** One pass or two, and not one for every patch, sample, channel or step. */
export const fast = ({ cost }) => !/\b(a|an) (patch|sample|channel|step)/.test(cost);
