/** Shorthand for the document: find an element, make one, change what one contains. */

export const find = (selector) => document.querySelector(selector);

/**
 * Makes an element. Properties are set as they are, functions under "on…" become listeners, names with a dash become
 * attributes. Children are nodes or texts.
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (name.includes('-')) {
      element.setAttribute(name, value);
    } else {
      element[name] = value;
    }
  }
  element.append(...children);
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren(...children);
}

/**
 * Fills a select. An option is {value, text} with whatever else it has, or a group {label, options}; the first is chosen
 * where there is no such value.
 */
export function choose(select, options, value) {
  const option = ({ value, text, ...more }) => make('option', { value, textContent: text, ...more });
  fill(
    select,
    ...options
      .filter((each) => each.options?.length !== 0)
      .map((each) =>
        each.options ? make('optgroup', { label: each.label }, ...each.options.map(option)) : option(each),
      ),
  );
  select.value = value;
  if (select.selectedIndex < 0) {
    select.selectedIndex = 0;
  }
}
