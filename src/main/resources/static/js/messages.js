/** What the page says while it waits, and when something went wrong: what happened and what to do. */

import * as api from './api.js';
import { fill, find, make } from './dom.js';

const ADVICE = {
  'unreadable-image': 'The file is damaged or incomplete. Choose another one.',
  'unsupported-image-format': 'Save it as JPEG or PNG, and try again.',
  'upload-too-large': 'Choose a smaller file.',
  'image-too-large': 'Scale the picture down, and try again.',
  'no-gradient-path': 'Choose another layer.',
  'unsupported-method': 'Choose another method.',
  'unknown-class': 'Choose a class from the list.',
  'deadline-exceeded': 'Choose a faster method or fewer samples.',
  'bad-parameter': 'Change the setting that it names.',
  unreachable: 'Check that it is running and that you are connected.',
};

const QUIET = 200;
let clock;
let late;

/** Shows how long it has taken, once it takes long. */
export function working(text, cancel) {
  idle();
  const start = performance.now();
  const time = make('span', { className: 'time', 'aria-hidden': 'true' });
  const show = () => {
    time.textContent = ` ${((performance.now() - start) / 1000).toFixed(1)} s`;
  };
  late = setTimeout(() => {
    show();
    clock = setInterval(show, 100);
    fill(
      find('#progress'),
      make(
        'p',
        { className: 'working' },
        make('span', { className: 'spinner' }),
        text,
        time,
        make('button', { type: 'button', onclick: cancel }, 'Cancel'),
      ),
    );
  }, QUIET);
}

export function idle() {
  clearTimeout(late);
  clearInterval(clock);
  fill(find('#progress'));
}

/** Asks before something that takes long. */
export function offer(text, action, run) {
  idle();
  fill(
    find('#offer'),
    make('span', {}, text),
    make('button', { type: 'button', className: 'primary', onclick: run }, action),
  );
}

/** Says what there is to do where there is nothing to see. */
export function notice(text, [action, run] = []) {
  idle();
  fill(
    find('#notice'),
    make('div', {}, make('p', {}, text), ...(action ? [make('button', { type: 'button', onclick: run }, action)] : [])),
  );
}

/** Takes back what was said. */
export function clear() {
  ['#problem', '#notice', '#offer'].forEach((place) => fill(find(place)));
}

/** Shows a problem with the way out of it. */
export function problem(error, retry) {
  idle();
  if (!(error instanceof api.Problem)) {
    throw error;
  }
  const again = make('button', { type: 'button', onclick: retry }, 'Try again');
  const box = make('div', { className: 'problem' }, make('p', {}, make('strong', {}, error.message)));
  if (error.code === 'unauthenticated') {
    box.append(keyForm(retry));
  } else if (error.retryAfter > 0) {
    box.append(make('p', {}, `${busy(error)} Try again in ${error.retryAfter} s. `), again);
    again.disabled = true;
    setTimeout(() => {
      again.disabled = false;
    }, error.retryAfter * 1000);
  } else {
    box.append(make('p', {}, ADVICE[error.code] ?? 'Try again; if it stays, tell whoever runs this service.'));
    box.append(...(error.status >= 500 || error.status === 0 ? [again] : []));
  }
  if (error.requestId) {
    box.append(make('p', { className: 'note' }, `Request ${error.requestId}, ${error.code}`));
  }
  fill(find('#problem'), box);
}

const busy = ({ code }) =>
  code === 'rate-limited' ? 'You have asked as often as this service allows.' : 'The service is busy.';

function keyForm(retry) {
  const input = make('input', { type: 'password', autocomplete: 'off', required: true });
  return make(
    'form',
    {
      className: 'key',
      onsubmit: (event) => {
        event.preventDefault();
        api.useKey(input.value.trim());
        clear();
        retry();
      },
    },
    make('label', {}, 'API key ', input),
    make('button', { className: 'primary' }, 'Use it'),
    make('p', { className: 'note' }, 'It is kept in this page’s memory until you close or reload it.'),
  );
}
