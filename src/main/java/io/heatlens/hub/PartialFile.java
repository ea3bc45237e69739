package io.heatlens.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The downloaded beginning of a file, which each attempt continues with a Range request.
 */
final class PartialFile {

	private static final int BUFFER = 1 << 16;

	private final RemoteFile file;

	private final Path path;

	private final DownloadProgress progress;

	/**
	 * Finds what an earlier attempt left.
	 * @param file the file to download
	 * @param folder the folder to write to
	 * @param progress the counter of the bytes
	 */
	PartialFile(RemoteFile file, Path folder, DownloadProgress progress) {
		this.file = file;
		// The digest distinguishes the versions of a file.
		this.path = folder.resolve("%s.%s.part".formatted(file.name(), file.digest().hex()));
		this.progress = progress;
	}

	Path path() {
		return this.path;
	}

	long size() {
		return this.path.toFile().length();
	}

	/**
	 * Downloads the rest of the file.
	 * @param http the client that sends the request
	 * @param guard the reader of the response, which has a time limit
	 * @throws IOException if the connection breaks; another attempt may succeed
	 * @throws SourceException if another attempt would fail too
	 * @throws UncheckedIOException if the disk cannot be written, for instance because it
	 * is full
	 */
	void download(Http http, StallGuard guard) throws IOException {
		long have = size();
		long all = this.file.size().orElse(-1);
		if (have > 0 && have == all) {
			return;
		}
		HttpResponse<InputStream> response = http.get(this.file.uri(), have);
		try (InputStream body = response.body()) {
			switch (response.statusCode()) {
				case 200 -> append(0, response, body, guard);
				case 206 -> append(checkRange(have, response), response, body, guard);
				case 416 -> restartUnlessComplete(have, response);
				default -> throw Http.refused(response);
			}
		}
		if (all >= 0 && size() < all) {
			throw broken("the connection was closed", null);
		}
	}

	private long checkRange(long have, HttpResponse<?> response) throws IOException {
		if (!response.headers().firstValue("Content-Range").orElse("").startsWith("bytes %d-".formatted(have))) {
			discard();
			throw broken("the server sent another range than the requested one", null);
		}
		return have;
	}

	private void restartUnlessComplete(long have, HttpResponse<?> response) throws IOException {
		if (!response.headers().firstValue("Content-Range").orElse("").equals("bytes */" + have)) {
			discard();
			throw broken("the server cannot continue the download", null);
		}
	}

	private void discard() throws IOException {
		this.progress.have(-size());
		Files.deleteIfExists(this.path);
	}

	private void append(long from, HttpResponse<?> response, InputStream body, StallGuard guard) throws IOException {
		long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
		if (this.file.size().isEmpty() && length > 0) {
			this.progress.expect(from + length);
		}
		this.progress.have(from - size());
		try (FileChannel channel = open(from)) {
			long end = this.file.size().orElse(Long.MAX_VALUE);
			byte[] buffer = new byte[BUFFER];
			for (int count = read(body, buffer, guard); count >= 0; count = read(body, buffer, guard)) {
				if (channel.position() + count > end) {
					throw new SourceException(
							"%s is longer than the %d bytes that were announced".formatted(this.file.name(), end));
				}
				write(channel, ByteBuffer.wrap(buffer, 0, count));
				this.progress.receive(count);
			}
			channel.force(true);
		}
	}

	private FileChannel open(long from) {
		try {
			FileChannel channel = FileChannel.open(this.path,
					Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
			return channel.truncate(from).position(from);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private int read(InputStream body, byte[] buffer, StallGuard guard) throws IOException {
		try {
			return guard.read(body, buffer);
		}
		catch (IOException ex) {
			throw broken((ex.getMessage() != null) ? ex.getMessage() : "the connection broke", ex);
		}
	}

	// The exception is unchecked, since another attempt would not help when the disk is
	// full.
	private void write(FileChannel channel, ByteBuffer bytes) {
		try {
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private IOException broken(String reason, @Nullable Throwable cause) {
		return new IOException(
				"%s broke off after %s: %s".formatted(this.file.name(), DownloadProgress.megabytes(size()), reason),
				cause);
	}

}
