package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One place that a model can be fetched from.
 */
sealed interface ModelSource permits HubRepository, Archive, LocalCopy {

	/**
	 * Says which source this is. Two with the same identity bring the same model.
	 * @return as in the property, without what may be secret
	 */
	String id();

	/**
	 * Looks whether the source has changed, where that takes no network.
	 * @return what would be {@link Fetched#version()} now; null if that is unknown, and
	 * what was fetched stays good
	 */
	@Nullable String currentVersion();

	/**
	 * Brings the model's files.
	 * @param folder to write into; may hold what an earlier, broken fetch left
	 * @param http to find files
	 * @param downloader to get them
	 * @return what came
	 * @throws SourceException if it cannot be had
	 * @throws IOException if the folder cannot be written
	 */
	Fetched fetch(Path folder, Http http, Downloader downloader) throws IOException;

	/**
	 * What a fetch brought.
	 *
	 * @param version a commit, digest or state that stands for the content
	 * @param files names in the folder; others there are leftovers
	 */
	record Fetched(String version, List<String> files) {
	}

}
