package io.heatlens.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A repository of the Hugging Face Hub or of a mirror.
 *
 * @param name the organisation and the repository, separated by a slash
 * @param revision a branch, tag or commit
 */
record HubRepository(String name, String revision) implements ModelSource {

	private static final Logger logger = LoggerFactory.getLogger(HubRepository.class);

	@Override
	public String id() {
		return "hf://%s@%s".formatted(this.name, this.revision);
	}

	// Only the hub knows, and a model that is in the store causes no request.
	@Override
	public @Nullable String currentVersion() {
		return null;
	}

	@Override
	public Fetched fetch(Path folder, Http http, Downloader downloader) throws IOException {
		HubFiles hub = new HubFiles(http, this.name);
		// A branch may move while its files are fetched.
		String commit = hub.commit(this.revision);
		logger.info("{} is at commit {}", id(), commit);
		List<RemoteFile> files = new ArrayList<>();
		if (!addOpenClip(hub, commit, files)) {
			files.add(hub.get(commit, ModelFiles.CONFIG));
			addWeights(hub, commit, http, files);
		}
		ModelFiles.optional().forEach((name) -> add(hub.find(commit, name), files));
		downloader.download(files, folder);
		return new Fetched(commit, files.stream().map(RemoteFile::name).toList());
	}

	private static boolean add(@Nullable RemoteFile file, List<RemoteFile> files) {
		return file != null && files.add(file);
	}

	// As ModelFiles.config does in a folder.
	private static boolean addOpenClip(HubFiles hub, String commit, List<RemoteFile> files) {
		RemoteFile config = hub.find(commit, ModelFiles.OPEN_CLIP_CONFIG);
		if (config == null) {
			return false;
		}
		boolean found = WeightFiles.OPEN_CLIP.stream().anyMatch((name) -> add(hub.find(commit, name), files));
		if (!found && hub.find(commit, ModelFiles.CONFIG) == null) {
			throw new SourceException("the repository has %s, but neither %s".formatted(ModelFiles.OPEN_CLIP_CONFIG,
					String.join(" nor ", WeightFiles.OPEN_CLIP)));
		}
		return found && files.add(config);
	}

	private static void addWeights(HubFiles hub, String commit, Http http, List<RemoteFile> files) {
		for (String name : WeightFiles.STANDARD) {
			if (add(hub.find(commit, name), files)) {
				return;
			}
			RemoteFile index = hub.find(commit, name + WeightFiles.INDEX);
			if (index != null) {
				files.add(index);
				WeightFiles.shards(index.name(), http.text(index.uri()).getBytes(StandardCharsets.UTF_8))
					.forEach((shard) -> files.add(hub.get(commit, shard)));
				return;
			}
		}
		throw new SourceException("the repository has neither model.safetensors nor pytorch_model.bin");
	}

}
