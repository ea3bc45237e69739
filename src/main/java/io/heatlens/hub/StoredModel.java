package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * The folder of a model in the store. A fetch fills a hidden folder beside it, which
 * takes its place when it is complete.
 */
final class StoredModel {

	private final Path folder;

	private final Path incoming;

	private final Path outgoing;

	StoredModel(Path store, String name) {
		this.folder = store.resolve(name);
		this.incoming = store.resolve("." + name + ".incoming");
		this.outgoing = store.resolve("." + name + ".outgoing");
	}

	/**
	 * Checks, without the network, whether the store has the model.
	 * @param source the source from which the model should come
	 * @return whether nothing has to be fetched
	 */
	boolean holds(ModelSource source) {
		return holds(this.folder, source);
	}

	private static boolean holds(Path folder, ModelSource source) {
		Receipt receipt = Receipt.read(folder);
		return receipt != null && receipt.covers(source, folder);
	}

	/**
	 * Fetches the model into the store. Only one process may do so at a time.
	 * @param source the source of the model
	 * @param http the client that finds files
	 * @param downloader the downloader of the files
	 * @throws SourceException if the model cannot be fetched
	 * @throws IOException if the store cannot be written
	 */
	void fill(ModelSource source, Http http, Downloader downloader) throws IOException {
		if (Files.exists(this.folder) && !Files.exists(this.folder.resolve(Receipt.FILE))) {
			throw new SourceException(
					"the store has a folder of that name that was not fetched. Move it away, or choose another name for the source");
		}
		// It is already complete if an earlier process ended just before the folder took
		// its place.
		if (!holds(this.incoming, source)) {
			Files.createDirectories(this.incoming);
			ModelSource.Fetched fetched = source.fetch(this.incoming, http, downloader);
			deleteAllBut(fetched.files());
			Receipt.of(source, fetched, this.incoming).write(this.incoming);
		}
		FileSystemUtils.deleteRecursively(this.outgoing);
		if (Files.exists(this.folder)) {
			Files.move(this.folder, this.outgoing, StandardCopyOption.ATOMIC_MOVE);
		}
		Files.move(this.incoming, this.folder, StandardCopyOption.ATOMIC_MOVE);
		FileSystemUtils.deleteRecursively(this.outgoing);
	}

	private void deleteAllBut(List<String> files) throws IOException {
		try (var children = Files.list(this.incoming)) {
			for (Path child : children.toList()) {
				if (!files.contains(child.getFileName().toString())) {
					FileSystemUtils.deleteRecursively(child);
				}
			}
		}
	}

}
