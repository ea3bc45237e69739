package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A source from which a model can be fetched.
 */
sealed interface ModelSource permits HubRepository, Archive, LocalCopy {

	/**
	 * Returns the identity of the source. Two sources with the same identity provide the
	 * same model.
	 * @return the source as in the property, without secrets
	 */
	String id();

	/**
	 * Reads the current version of the source, if that is possible without the network.
	 * @return the {@link Fetched#version()} that a fetch would give now, or {@code null}
	 * if it is unknown, in which case a model in the store stays valid
	 */
	@Nullable String currentVersion();

	/**
	 * Writes the files of the model into a folder.
	 * @param folder the folder to write to, which may hold what an interrupted fetch left
	 * @param http the client that finds files
	 * @param downloader the downloader of the files
	 * @return what was fetched
	 * @throws SourceException if the model cannot be fetched
	 * @throws IOException if the folder cannot be written
	 */
	Fetched fetch(Path folder, Http http, Downloader downloader) throws IOException;

	/**
	 * The result of a fetch.
	 *
	 * @param version a commit, digest or other state that identifies the content
	 * @param files the names of the model's files in the folder; any other files there
	 * are leftovers
	 */
	record Fetched(String version, List<String> files) {
	}

}
