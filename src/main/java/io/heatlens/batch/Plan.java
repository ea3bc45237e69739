package io.heatlens.batch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is left to do in an output folder.
 *
 * @param done the entries of earlier runs that are still valid
 * @param todo the images that have no valid result
 * @param stale the entries of results that are no longer valid, because the image or the
 * settings have changed
 */
record Plan(List<ManifestEntry> done, List<Source> todo, List<ManifestEntry> stale) {

	/**
	 * Compares the images with the manifest and, for images that it does not list, with
	 * the results. A run that was killed may have written a result without its line in
	 * the manifest.
	 * @param sources the images of a shard
	 * @param manifest the file name of the shard's manifest
	 * @param results the folder of the results
	 * @param settings the digest of the settings of this run
	 * @param overwrite whether results of other settings are replaced
	 * @return what is left to do
	 * @throws CommandException if there are results of other settings, which are not to
	 * be replaced
	 * @throws IOException if the manifest cannot be read
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
					"%s has %d results of other parameters or of another model. Choose another --output, or replace them with --overwrite."
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
