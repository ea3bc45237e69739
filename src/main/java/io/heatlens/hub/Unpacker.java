package io.heatlens.hub;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Extracts the files of a model from an archive. The files are recognised by their names
 * and written under these names into one folder, so that nothing is written anywhere
 * else. All other files in the archive are skipped.
 */
final class Unpacker {

	/**
	 * The largest accepted ratio of the unpacked size to the size of the archive. Weights
	 * hardly compress, so an archive that grows more was made to fill the disk.
	 */
	private static final long MAX_GROWTH = 100;

	private final Path folder;

	private long left;

	private @Nullable String root;

	/**
	 * The folders of files that may not belong to the model, by the names of the files.
	 */
	private final Map<String, String> doubtful = new HashMap<>();

	private Unpacker(Path folder, long most) {
		this.folder = folder;
		this.left = most;
	}

	/**
	 * Checks by its name whether a file is an archive that can be unpacked.
	 * @param name the name of the file
	 * @return whether the archive can be unpacked
	 */
	static boolean reads(String name) {
		return name.toLowerCase(Locale.ROOT).matches(".*[^/]\\.(zip|tar\\.gz|tgz)");
	}

	/**
	 * Unpacks a model.
	 * @param archive a .zip, .tar.gz or .tgz file with one model, in any folder of the
	 * archive
	 * @param folder the folder to write to
	 * @throws SourceException if the archive is damaged or unsafe
	 * @throws UncheckedIOException if the folder cannot be written, for instance because
	 * the disk is full
	 */
	static void unpack(Path archive, Path folder) {
		try {
			Unpacker unpacker = new Unpacker(folder, MAX_GROWTH * Files.size(archive));
			if (archive.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
				unpacker.unzip(archive);
			}
			else {
				unpacker.untar(archive);
			}
			unpacker.deleteStrangers();
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new SourceException("the archive is damaged: " + ex.getMessage(), ex);
		}
	}

	private void unzip(Path archive) throws IOException {
		try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
			for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
				if (!entry.isDirectory() && wanted(entry.getName(), !entry.isUnixSymlink())) {
					try (InputStream content = zip.getInputStream(entry)) {
						write(entry.getName(), content);
					}
				}
			}
		}
	}

	private void untar(Path archive) throws IOException {
		try (InputStream in = Files.newInputStream(archive);
				TarArchiveInputStream tar = new TarArchiveInputStream(gunzip(new BufferedInputStream(in)))) {
			for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
				byte kind = entry.getLinkFlag();
				boolean regular = kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM;
				if (!entry.isDirectory() && wanted(entry.getName(), regular)) {
					write(entry.getName(), tar);
				}
			}
		}
	}

	private static InputStream gunzip(InputStream in) throws IOException {
		// A file that was compressed in parallel has several members in a row.
		return GzipCompressorInputStream.builder().setInputStream(in).setDecompressConcatenated(true).get();
	}

	private boolean wanted(String path, boolean regular) {
		if (!ModelFiles.known(name(path))) {
			return false;
		}
		if (!regular || path.startsWith("/") || List.of(path.split("/")).contains("..")) {
			throw new SourceException(
					"the archive is refused: %s is a link or its path leads out of it".formatted(path));
		}
		String parent = path.substring(0, path.length() - name(path).length());
		if (!ModelFiles.characteristic(name(path))) {
			return belongs(parent, name(path));
		}
		if (this.root != null && !this.root.equals(parent)) {
			throw new SourceException(
					"the archive has more than one model: \"%s\" and \"%s\"".formatted(this.root, parent));
		}
		this.root = parent;
		return true;
	}

	private boolean belongs(String parent, String name) {
		if (this.root != null && !this.root.equals(parent)) {
			return false;
		}
		String other = this.doubtful.put(name, parent);
		if (other != null && !other.equals(parent)) {
			throw new SourceException(
					"the archive has more than one %s: in \"%s\" and in \"%s\"".formatted(name, other, parent));
		}
		return true;
	}

	private void deleteStrangers() throws IOException {
		for (Map.Entry<String, String> file : this.doubtful.entrySet()) {
			if (this.root != null && !this.root.equals(file.getValue())) {
				Files.delete(this.folder.resolve(file.getKey()));
			}
		}
	}

	private static String name(String path) {
		return path.substring(path.lastIndexOf('/') + 1);
	}

	private void write(String path, InputStream content) throws IOException {
		byte[] buffer = new byte[1 << 16];
		try (OutputStream out = open(name(path))) {
			for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
				this.left -= count;
				if (this.left < 0) {
					throw new SourceException(
							"the archive is refused: it unpacks to more than %d times its size".formatted(MAX_GROWTH));
				}
				write(out, buffer, count);
			}
		}
	}

	private OutputStream open(String name) {
		try {
			return Files.newOutputStream(this.folder.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// The exception is unchecked, so that a full disk is not reported as a damaged
	// archive.
	private void write(OutputStream out, byte[] bytes, int count) {
		try {
			out.write(bytes, 0, count);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
