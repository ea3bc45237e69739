package io.heatlens.hub;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses the properties {@code heatlens.models.sources.NAME}.
 */
final class SourceParser {

	private static final String EXPECTED = "expected hf://ORG/REPO[@REVISION], https://HOST/FILE#sha256=DIGEST (FILE a .zip, .tar.gz or .tgz) or file:/FOLDER";

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.-]{0,99}");

	private static final Pattern HUB = Pattern.compile("hf://([\\w-][\\w.-]*/[\\w-][\\w.-]*?)(?:@([\\w-][\\w./-]*))?");

	private static final Pattern ARCHIVE = Pattern.compile("(https?://[^#]+)#sha256=([0-9a-fA-F]{64})");

	private static final Pattern HUB_PAGE = Pattern.compile("https://huggingface\\.co/([\\w.-]+/[\\w.-]+).*");

	private SourceParser() {
	}

	/**
	 * Parses one property.
	 * @param name the name of the model
	 * @param text the value of the property
	 * @return the source of the model
	 * @throws SourceException if the name or the value is not valid
	 */
	static ModelSource parse(String name, String text) {
		String property = "heatlens.models.sources." + name;
		if (!NAME.matcher(name).matches()) {
			throw new SourceException(
					"%s: \"%s\" is not a valid name for a model; expected up to 100 letters, digits, '.', '-' or '_', the first a letter or digit"
						.formatted(property, name));
		}
		try {
			return parse(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new SourceException("%s is \"%s\": %s".formatted(property, withoutSecrets(text), ex.getMessage()),
					ex);
		}
	}

	private static ModelSource parse(String text) {
		Matcher hub = HUB.matcher(text);
		if (hub.matches()) {
			return new HubRepository(hub.group(1), (hub.group(2) != null) ? hub.group(2) : "main");
		}
		if (text.startsWith("file:")) {
			return local(text.substring("file:".length()));
		}
		Matcher archive = ARCHIVE.matcher(text);
		if (archive.matches()) {
			return archive(archive.group(1), archive.group(2).toLowerCase(Locale.ROOT));
		}
		Matcher page = HUB_PAGE.matcher(text);
		if (page.matches()) {
			throw new IllegalArgumentException("expected hf://" + page.group(1));
		}
		throw new IllegalArgumentException(
				text.matches("https?://.*") ? "the digest is missing or malformed; " + EXPECTED : EXPECTED);
	}

	private static ModelSource archive(String text, String sha256) {
		URI uri = URI.create(text);
		if (uri.getUserInfo() != null || uri.getHost() == null) {
			throw new IllegalArgumentException("the address should have a host and no user; " + EXPECTED);
		}
		if (!Unpacker.reads(uri.getPath())) {
			throw new IllegalArgumentException("the file should end in .zip, .tar.gz or .tgz; " + EXPECTED);
		}
		return new Archive(uri, sha256);
	}

	// not parsed as a URI, in which a space would be an error
	private static ModelSource local(String text) {
		String path = text.startsWith("///") ? text.substring(2) : text;
		if (path.isBlank() || path.startsWith("//")) {
			throw new IllegalArgumentException(EXPECTED);
		}
		try {
			return new LocalCopy(Path.of(path).toAbsolutePath().normalize());
		}
		catch (InvalidPathException ex) {
			throw new IllegalArgumentException(ex.getReason() + "; " + EXPECTED, ex);
		}
	}

	private static String withoutSecrets(String text) {
		return text.replaceAll("//[^/]*@", "//...@").replaceAll("\\?[^#]*", "?...");
	}

}
