package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Downloads the files of a model into a folder and checks their digests. A
 * {@link PartialFile} continues what an interrupted fetch left there.
 */
final class Downloader implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Downloader.class);

	private final String model;

	private final Http http;

	private final Retries retries;

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "heatlens-fetch");
		thread.setDaemon(true);
		return thread;
	});

	private final StallGuard guard;

	Downloader(String model, Http http, FetchProperties properties) {
		this.model = model;
		this.http = http;
		this.retries = new Retries(properties);
		this.guard = new StallGuard(this.timer, properties.readTimeout());
	}

	/**
	 * Downloads the files that are not there yet, and logs the progress once per second.
	 * @param files the files of the model
	 * @param folder the folder to write to
	 * @throws SourceException if a file cannot be downloaded, or if its digest is not the
	 * expected one
	 * @throws IOException if the folder cannot be written
	 */
	void download(List<RemoteFile> files, Path folder) throws IOException {
		DownloadProgress progress = new DownloadProgress();
		progress.expect(files.stream().mapToLong((file) -> file.size().orElse(0)).sum());
		long start = System.nanoTime();
		Future<?> ticker = this.timer.scheduleAtFixedRate(
				() -> logger.info("Model \"{}\": {}", this.model, progress.line(since(start))), 1, 1, TimeUnit.SECONDS);
		try {
			checkSpace(files, folder);
			for (RemoteFile file : files) {
				download(file, folder, progress);
			}
		}
		finally {
			ticker.cancel(false);
		}
		logger.info("Model \"{}\": downloaded {} in {} s", this.model, DownloadProgress.megabytes(progress.received()),
				since(start).toSeconds());
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private static void checkSpace(List<RemoteFile> files, Path folder) throws IOException {
		long needed = 0;
		for (RemoteFile file : files) {
			if (!Files.exists(folder.resolve(file.name()))) {
				needed += Math.max(0,
						file.size().orElse(0) - new PartialFile(file, folder, new DownloadProgress()).size());
			}
		}
		long free = Files.getFileStore(folder).getUsableSpace();
		// Some network disks do not know their free space and report 0.
		if (free > 0 && needed > free) {
			throw new SourceException("%s more are needed, but the disk of %s has only %s left"
				.formatted(DownloadProgress.megabytes(needed), folder.getParent(), DownloadProgress.megabytes(free)));
		}
	}

	private void download(RemoteFile file, Path folder, DownloadProgress progress) throws IOException {
		Path target = folder.resolve(file.name());
		if (Files.exists(target) && file.digest().matches(target)) {
			progress.have(Files.size(target));
			return;
		}
		PartialFile part = new PartialFile(file, folder, progress);
		progress.have(part.size());
		this.retries.run(part::size, () -> {
			part.download(this.http, this.guard);
			return part;
		});
		if (!file.digest().matches(part.path())) {
			Files.delete(part.path());
			throw new SourceException("%s was deleted, because its digest is not %s: it was damaged or replaced"
				.formatted(file.name(), file.digest()));
		}
		Files.move(part.path(), target, StandardCopyOption.REPLACE_EXISTING);
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
