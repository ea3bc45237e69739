package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A folder or an archive on this machine. It is copied, because a checkpoint must not
 * change while it is served, and copied again at the next start after it has changed.
 *
 * @param path the absolute path
 */
record LocalCopy(Path path) implements ModelSource {

	@Override
	public String id() {
		return "file:" + this.path;
	}

	// The copy stays valid if the original is gone.
	@Override
	public @Nullable String currentVersion() {
		try {
			List<String> state = new ArrayList<>();
			for (Path file : files()) {
				state.add("%s %d %s".formatted(file.getFileName(), Files.size(file), Files.getLastModifiedTime(file)));
			}
			return String.join(", ", state);
		}
		catch (IOException | SourceException ex) {
			return null;
		}
	}

	private List<Path> files() throws IOException {
		if (!Files.isDirectory(this.path)) {
			return List.of(this.path);
		}
		if (!ModelFiles.isModel(this.path)) {
			new OtherFolder(this.path).describe().ifPresent((kind) -> {
				throw new SourceException(kind);
			});
		}
		return ModelFiles.of(this.path).stream().map(this.path::resolve).toList();
	}

	@Override
	public Fetched fetch(Path folder, Http http, Downloader downloader) throws IOException {
		if (!Files.exists(this.path)) {
			throw new SourceException("there is no such folder or archive");
		}
		// This is read before the copy, so that a change during the copy is noticed at
		// the next start.
		String version = currentVersion();
		for (Path file : files()) {
			Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
		}
		if (!Files.isDirectory(this.path)) {
			Unpacker.unpack(folder.resolve(this.path.getFileName()), folder);
		}
		return new Fetched((version != null) ? version : "", ModelFiles.of(folder));
	}

}
