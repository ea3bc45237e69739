/** The page's request in other languages, to be run as it stands. */

import { address, query, usesKey } from './api.js';

/** Programs by language; each asks for JSON, or for a PNG that it saves. */
export const LANGUAGES = {
  curl: ({ url, file, sample, png }) => [
    ...(sample ? [`curl -sSO '${sample}'`] : []),
    `curl -sS ${usesKey() ? '-H "X-API-Key: $HEATLENS_KEY" ' : ''}-F image=@${shell(file)}${png ? " -H 'Accept: image/png' -o why.png" : ''} \\`,
    `  '${url}'`,
  ].join('\n'),

  python: ({ url, file, sample, png }) => [
    'import requests', '',
    ...(usesKey() ? ['import os', ''] : []),
    sample ? `image = requests.get(${quoted(sample)}).content` : `image = open(${quoted(file)}, "rb").read()`,
    'answer = requests.post(', `    ${quoted(url)},`, `    files={"image": (${quoted(file)}, image)},`,
    ...headers(png).length ? [`    headers={${headers(png).map(([name, value]) => `"${name}": ${value('os.environ["HEATLENS_KEY"]')}`).join(', ')}},`] : [],
    ')', 'answer.raise_for_status()',
    png ? 'open("why.png", "wb").write(answer.content)' : 'print(answer.json()["results"][0]["explanations"][0]["heatmap"]["raw"])',
  ].join('\n'),

  java: ({ url, file, sample, png }) => [
    'import java.net.URI;', 'import java.net.http.*;', 'import java.nio.file.*;', '',
    'class Why {', '', '\tpublic static void main(String[] args) throws Exception {',
    '\t\tHttpClient http = HttpClient.newHttpClient();',
    sample ? `\t\tbyte[] image = http.send(HttpRequest.newBuilder(URI.create(${quoted(sample)})).build(),\n\t\t\t\tHttpResponse.BodyHandlers.ofByteArray()).body();`
      : `\t\tbyte[] image = Files.readAllBytes(Path.of(${quoted(file)}));`,
    `\t\tHttpRequest request = HttpRequest.newBuilder(URI.create(${quoted(url)}))`,
    '\t\t\t.header("Content-Type", "application/octet-stream")',
    ...headers(png).map(([name, value]) => `\t\t\t.header("${name}", ${value('System.getenv("HEATLENS_KEY")')})`),
    '\t\t\t.POST(HttpRequest.BodyPublishers.ofByteArray(image))', '\t\t\t.build();',
    png ? '\t\thttp.send(request, HttpResponse.BodyHandlers.ofFile(Path.of("why.png")));'
      : '\t\tSystem.out.println(http.send(request, HttpResponse.BodyHandlers.ofString()).body());',
    '\t}', '', '}',
  ].join('\n'),
};

/** A program for a picture and parameters. */
export function snippet(language, photo, parameters, png) {
  return LANGUAGES[language]({
    url: address(`v1/explanations${query(parameters)}`), file: photo.name, sample: photo.url && address(photo.url), png,
  });
}

const headers = (png) => [
  ...(png ? [['Accept', () => '"image/png"']] : []),
  ...(usesKey() ? [['X-API-Key', (variable) => variable]] : []),
];

// JSON's quotes and escapes are Java's and Python's, too
const quoted = (text) => JSON.stringify(text);

const shell = (text) => (/^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
