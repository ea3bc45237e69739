package io.heatlens.hub;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a file's content must hash to.
 *
 * @param kind how it is computed
 * @param hex lower case
 */
record Digest(Kind kind, String hex) {

	/**
	 * Reads the hub's entity tag: the SHA-256 of a large file, the git blob of another.
	 * @param tag as in the header
	 * @return the digest, if it is one of these
	 */
	static Optional<Digest> ofTag(String tag) {
		String hex = tag.replaceFirst("^W/", "").replace("\"", "");
		if (hex.matches("[0-9a-f]{64}")) {
			return Optional.of(new Digest(Kind.SHA256, hex));
		}
		return hex.matches("[0-9a-f]{40}") ? Optional.of(new Digest(Kind.GIT_BLOB, hex)) : Optional.empty();
	}

	static Digest sha256(Path file) throws IOException {
		return of(Kind.SHA256, file);
	}

	private static Digest of(Kind kind, Path file) throws IOException {
		try {
			MessageDigest digest = MessageDigest.getInstance(kind.algorithm);
			if (kind == Kind.GIT_BLOB) {
				digest.update(("blob " + Files.size(file) + '\0').getBytes(StandardCharsets.US_ASCII));
			}
			try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
				Files.copy(file, out);
			}
			return new Digest(kind, HexFormat.of().formatHex(digest.digest()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	boolean matches(Path file) throws IOException {
		return of(this.kind, file).equals(this);
	}

	@Override
	public String toString() {
		return this.kind.label + ":" + this.hex;
	}

	/** The two ways in which the hub names content. */
	enum Kind {

		/** Of the bytes. */
		SHA256("SHA-256", "sha256"),

		/** SHA-1 of the bytes behind git's header. */
		GIT_BLOB("SHA-1", "git");

		private final String algorithm;

		private final String label;

		Kind(String algorithm, String label) {
			this.algorithm = algorithm;
			this.label = label;
		}

	}

}
