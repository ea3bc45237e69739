/** The page's request in other languages, to be run as it stands. */

import { address, query, usesKey } from './api.js';

const lines = (...all) => all.filter((line) => typeof line === 'string').join('\n');

// JSON's quotes and escapes are Java's and Python's, too
const quoted = JSON.stringify;

const shell = (text) => (/^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

/** Programs by language. Each explains a file, or a sample that it fetches; it prints JSON or saves a PNG. */
export const LANGUAGES = {
  curl: ({ url, file, sample, png, key }) =>
    lines(
      sample && `curl -sSO '${sample}'`,
      `curl -sS -F image=@${shell(file)} \\`,
      key && '  -H "X-API-Key: $HEATLENS_KEY" \\',
      png && "  -H 'Accept: image/png' -o why.png \\",
      `  '${url}'`,
    ),

  python: ({ url, file, sample, png, key, accept }) =>
    lines(
      key && 'import os',
      'import requests',
      '',
      sample ? `image = requests.get(${quoted(sample)}).content` : `image = open(${quoted(file)}, "rb").read()`,
      'answer = requests.post(',
      `    ${quoted(url)},`,
      `    files={"image": (${quoted(file)}, image)},`,
      `    headers={"Accept": "${accept}"${key ? ', "X-API-Key": os.environ["HEATLENS_KEY"]' : ''}},`,
      ')',
      'answer.raise_for_status()',
      png ? 'open("why.png", "wb").write(answer.content)' : 'print(answer.text)',
    ),

  java: ({ url, file, sample, png, key, accept }) =>
    lines(
      'import java.net.URI;',
      'import java.net.http.*;',
      'import java.nio.file.*;',
      '',
      'class Why {',
      '',
      '\tpublic static void main(String[] args) throws Exception {',
      '\t\tHttpClient http = HttpClient.newHttpClient();',
      sample && `\t\tHttpRequest sample = HttpRequest.newBuilder(URI.create(${quoted(sample)})).build();`,
      sample && `\t\tPath image = http.send(sample, HttpResponse.BodyHandlers.ofFile(Path.of(${quoted(file)}))).body();`,
      !sample && `\t\tPath image = Path.of(${quoted(file)});`,
      `\t\tHttpRequest request = HttpRequest.newBuilder(URI.create(${quoted(url)}))`,
      '\t\t\t.header("Content-Type", "application/octet-stream")',
      `\t\t\t.header("Accept", "${accept}")`,
      key && '\t\t\t.header("X-API-Key", System.getenv("HEATLENS_KEY"))',
      '\t\t\t.POST(HttpRequest.BodyPublishers.ofFile(image))',
      '\t\t\t.build();',
      png
        ? '\t\thttp.send(request, HttpResponse.BodyHandlers.ofFile(Path.of("why.png")));'
        : '\t\tSystem.out.println(http.send(request, HttpResponse.BodyHandlers.ofString()).body());',
      '\t}',
      '',
      '}',
    ),
};

/** A program for a picture and parameters. */
export const snippet = (language, photo, parameters, png) =>
  LANGUAGES[language]({
    url: address(`v1/explanations${query(parameters)}`),
    file: photo.name,
    sample: photo.url && address(photo.url),
    key: usesKey(),
    png,
    accept: png ? 'image/png' : 'application/json',
  });
