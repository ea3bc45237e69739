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
 * The expected digest of a file's content.
 *
 * @param kind the way in which the digest is computed
 * @param hex the digest, hexadecimal in lower case
 */
record Digest(Kind kind, String hex) {

	/**
	 * Reads a digest from the entity tag of the hub, which is the SHA-256 of a large file
	 * and the git blob hash of any other file.
	 * @param tag the value of the header
	 * @return the digest, or empty if the tag is neither
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

	/** The two kinds of digests by which the hub identifies content. */
	enum Kind {

		/** SHA-256 of the bytes. */
		SHA256("SHA-256", "sha256"),

		/** SHA-1 of the header of a git blob, followed by the bytes. */
		GIT_BLOB("SHA-1", "git");

		private final String algorithm;

		private final String label;

		Kind(String algorithm, String label) {
			this.algorithm = algorithm;
			this.label = label;
		}

	}

}
