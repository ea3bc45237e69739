/** The page's request in other languages, to be run as it stands. */

import { address, query, resource, usesKey } from './api.js';

const lines = (...all) => all.filter((line) => typeof line === 'string').join('\n');

// JSON's quotes and escapes are Java's and Python's, too
const quoted = JSON.stringify;

const shell = (text) => (/^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/**
 * Programs by language. Each explains a file, or a sample that it fetches, with prompts or a second file if there are any;
 * it prints JSON or saves a PNG.
 */
export const LANGUAGES = {
  curl: ({ url, pictures, prompts, png, key }) =>
    lines(
      ...pictures.map(({ sample }) => sample && `curl -sSO '${sample}'`),
      ...pictures.map(({ part, file }, i) => `${i ? ' ' : 'curl -sS'} -F ${part}=@${shell(file)} \\`),
      ...prompts.map((prompt) => `  --form-string ${shell(`prompt=${prompt}`)} \\`),
      key && '  -H "X-API-Key: $HEATLENS_KEY" \\',
      png && "  -H 'Accept: image/png' -o why.png \\",
      `  '${url}'`,
    ),

  python: ({ url, pictures, prompts, png, key, accept }) =>
    lines(
      key && 'import os',
      'import requests',
      '',
      ...pictures.map(({ part, file, sample }) =>
        sample ? `${part} = requests.get(${quoted(sample)}).content` : `${part} = open(${quoted(file)}, "rb").read()`,
      ),
      'answer = requests.post(',
      `    ${quoted(url)},`,
      `    files={${pictures.map(({ part, file }) => `"${part}": (${quoted(file)}, ${part})`).join(', ')}},`,
      prompts.length > 0 && `    data={"prompt": [${prompts.map(quoted).join(', ')}]},`,
      `    headers={"Accept": "${accept}"${key ? ', "X-API-Key": os.environ["HEATLENS_KEY"]' : ''}},`,
      ')',
      'answer.raise_for_status()',
      png ? 'open("why.png", "wb").write(answer.content)' : 'print(answer.text)',
    ),

  java: ({ url, pictures, prompts, png, key, accept }) => {
    const form = pictures.length + prompts.length > 1;
    return lines(
      'import java.net.URI;',
      'import java.net.http.*;',
      form && 'import java.net.http.HttpRequest.BodyPublisher;',
      form && 'import java.net.http.HttpRequest.BodyPublishers;',
      'import java.nio.file.*;',
      '',
      'class Why {',
      '',
      '\tpublic static void main(String[] args) throws Exception {',
      '\t\tHttpClient http = HttpClient.newHttpClient();',
      ...pictures.flatMap(({ part, file, sample }) =>
        sample
          ? [
              `\t\tHttpRequest ${part}Sample = HttpRequest.newBuilder(URI.create(${quoted(sample)})).build();`,
              `\t\tPath ${part} = http.send(${part}Sample, HttpResponse.BodyHandlers.ofFile(Path.of(${quoted(file)}))).body();`,
            ]
          : [`\t\tPath ${part} = Path.of(${quoted(file)});`],
      ),
      ...(form
        ? [
            '\t\tBodyPublisher form = BodyPublishers.concat(',
            ...prompts.map((prompt) => `\t\t\tpart("prompt", BodyPublishers.ofString(${quoted(prompt)})),`),
            ...pictures.map(
              ({ part, file }) =>
                `\t\t\tpart(${quoted(`${part}"; filename="${file.replaceAll('"', '%22')}`)}, BodyPublishers.ofFile(${part})),`,
            ),
            '\t\t\tBodyPublishers.ofString("--heatlens--\\r\\n"));',
          ]
        : []),
      `\t\tHttpRequest request = HttpRequest.newBuilder(URI.create(${quoted(url)}))`,
      `\t\t\t.header("Content-Type", "${form ? 'multipart/form-data; boundary=heatlens' : 'application/octet-stream'}")`,
      `\t\t\t.header("Accept", "${accept}")`,
      key && '\t\t\t.header("X-API-Key", System.getenv("HEATLENS_KEY"))',
      `\t\t\t.POST(${form ? 'form' : 'HttpRequest.BodyPublishers.ofFile(image)'})`,
      '\t\t\t.build();',
      png
        ? '\t\thttp.send(request, HttpResponse.BodyHandlers.ofFile(Path.of("why.png")));'
        : '\t\tSystem.out.println(http.send(request, HttpResponse.BodyHandlers.ofString()).body());',
      '\t}',
      '',
      ...(form
        ? [
            '\tstatic BodyPublisher part(String name, BodyPublisher content) {',
            '\t\tString head = "--heatlens\\r\\nContent-Disposition: form-data; name=\\"" + name + "\\"\\r\\n\\r\\n";',
            '\t\treturn BodyPublishers.concat(BodyPublishers.ofString(head), content, BodyPublishers.ofString("\\r\\n"));',
            '\t}',
            '',
          ]
        : []),
      '}',
    );
  },
};

/** A program for a picture and parameters, among which prompts or a second picture may be. */
export function snippet(language, photo, { prompt = [], reference, ...parameters }, png) {
  const picture = (part, { name, url }) => ({ part, file: name, sample: url && address(url) });
  return LANGUAGES[language]({
    url: address(`${resource(reference)}${query(parameters)}`),
    pictures: [picture('image', photo), ...(reference ? [picture('reference', reference)] : [])],
    prompts: prompt,
    key: usesKey(),
    png,
    accept: png ? 'image/png' : 'application/json',
  });
}
