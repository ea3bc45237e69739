package io.heatlens.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is left to do in an output folder.
 *
 * @param done what earlier runs did, and still is as it was
 * @param todo images without a result
 * @param stale results of images that have changed, or of other settings
 */
record Plan(List<ManifestEntry> done, List<Source> todo, List<ManifestEntry> stale) {

	/**
	 * Compares the images with what is there: the manifest, and where a run was killed
	 * between an image's result and its line, the result.
	 * @param sources images of a shard
	 * @param manifest of the shard
	 * @param results where they are
	 * @param settings digest of this run's
	 * @param overwrite whether results of other settings are made again
	 * @return what is to be done
	 * @throws CommandException if there are such results and they are not
	 * @throws IOException if an old manifest cannot be read
	 */
	static Plan of(List<Source> sources, String manifest, ResultFolder results, String settings, boolean overwrite)
			throws IOException {
		Map<String, ManifestEntry> lines = Manifest.read(results.folder().resolve(manifest));
		Plan plan = new Plan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
		int others = 0;
		for (Source source : sources) {
			ManifestEntry line = lines.get(source.name());
			ManifestEntry entry = (line != null && results.has(line)) ? line : results.find(source.name());
			others += plan.add(source, entry, settings) ? 0 : 1;
		}
		if (others > 0 && !overwrite) {
			throw new CommandException(
					"%s has %d results of other parameters or of another model. Choose another --output, or --overwrite to make them again."
						.formatted(results.folder(), others));
		}
		return plan;
	}

	private boolean add(Source source, @Nullable ManifestEntry entry, String settings) {
		if (entry != null && entry.settings().equals(settings) && entry.isOf(source)) {
			this.done.add(entry);
			return true;
		}
		this.todo.add(source);
		if (entry != null) {
			this.stale.add(entry);
		}
		return entry == null || entry.settings().equals(settings);
	}

}
