/** The only module that speaks to the service. Addresses are relative, so the page also works behind a path prefix. */

let key = '';

/** Sends an API key from now on. It is kept in this variable and nowhere else. */
export function useKey(value) {
  key = value;
}

export const usesKey = () => key !== '';

/** A problem document (RFC 9457). */
export class Problem extends Error {
  constructor({ status = 0, code = 'internal', detail, requestId }, retryAfter = 0) {
    super(detail);
    Object.assign(this, { status, code, requestId, retryAfter });
  }
}

/** A query of the API: lists repeat their name, and what is empty is left out. */
export function query(parameters) {
  const entries = Object.entries(parameters)
    .flatMap(([name, values]) => [values].flat().map((value) => [name, value]))
    .filter(([, value]) => value !== undefined && value !== '');
  return entries.length ? `?${new URLSearchParams(entries)}` : '';
}

export const address = (path) => new URL(path.replace(/^\//, ''), document.baseURI).href;

async function send(path, { accept = 'application/json', ...init } = {}) {
  const headers = { Accept: accept };
  if (key) {
    headers['X-API-Key'] = key;
  }
  const response = await fetch(address(path), { ...init, headers }).catch((error) => {
    throw error.name === 'AbortError'
      ? error
      : new Problem({ code: 'unreachable', detail: 'The service does not answer.' });
  });
  if (!response.ok) {
    const document = await response.json().catch(() => ({ detail: response.statusText }));
    throw new Problem({ ...document, status: response.status }, Number(response.headers.get('Retry-After')));
  }
  return response;
}

const get = (path) => send(path).then((response) => response.json());

// Prompts go into the form: together they may be longer than an address can be
function post(path, { prompt = [], ...parameters }, parts, init) {
  const body = new FormData();
  prompt.forEach((text) => body.append('prompt', text));
  parts.forEach(([part, { blob, name }]) => body.append(part, blob, name));
  return send(`${path}${query(parameters)}`, { method: 'POST', body, ...init });
}

/** Where a request about a picture goes. */
export const resource = (reference) => (reference ? 'v1/similarities' : 'v1/explanations');

const ask = (image, { reference, ...parameters }, init) =>
  post(resource(reference), parameters, [['image', image], ...(reference ? [['reference', reference]] : [])], init);

export const models = () => get('v1/models').then((answer) => answer.models);
export const model = (name) => get(`v1/models/${encodeURIComponent(name)}`);
export const capabilities = (name) => get(`v1/models/${encodeURIComponent(name)}/methods`);
export const methods = () => get('v1/methods');
export const samples = () => get('samples').then((answer) => answer.samples);
export const picture = (url) => send(url, { accept: 'image/*' }).then((response) => response.blob());

/**
 * Explains an image, or with a `reference` among the parameters, what makes the two alike. The answer's text comes along,
 * to be saved as it was sent.
 */
export async function explain(image, parameters, signal) {
  const response = await ask(image, parameters, { signal });
  const text = await response.text();
  return { ...JSON.parse(text), text };
}

/** Says what an explanation would cost. */
export const cost = (image, parameters, signal) =>
  ask(image, { ...parameters, 'dry-run': 'true' }, { signal })
    .then((response) => response.json())
    .then((answer) => answer.passes);

/** Lets the service draw an explanation as a PNG of the upright original's size, or of both side by side. */
export const draw = (image, parameters, signal) =>
  ask(image, parameters, { signal, accept: 'image/png' }).then((response) => response.blob());

/** Predicts several images in one request. */
export const predict = (images, parameters, signal) =>
  post(
    'v1/predictions',
    parameters,
    images.map((image) => ['image', image]),
    { signal },
  )
    .then((response) => response.json())
    .then((answer) => answer.results);
