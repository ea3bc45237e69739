package io.heatlens.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Folders of this machine as sources.
 */
class LocalCopyTests {

	@AutoClose
	private final HubServer server = new HubServer();

	@TempDir
	private Path temporary;

	private Path folder;

	private Path store;

	@BeforeEach
	void copyGolden() throws IOException {
		this.store = this.temporary.resolve("store");
		this.folder = this.temporary.resolve("my models/vit");
		FileSystemUtils.copyRecursively(Golden.MODELS.resolve("hf-vit"), this.folder);
	}

	private void fetch() {
		new Fetches(this.store, this.server).fetch("vit", "file:" + this.folder);
	}

	@Test
	void onlyTheFilesOfTheModelAreCopied() throws IOException {
		fetch();
		try (var children = Files.list(this.store.resolve("vit"))) {
			assertThat(children.map((file) -> file.getFileName().toString())).containsExactlyInAnyOrder(
					".heatlens-source.json", "config.json", "model.safetensors", "preprocessor_config.json");
		}
		assertThat(this.store.resolve("vit/model.safetensors"))
			.hasBinaryContent(Files.readAllBytes(this.folder.resolve("model.safetensors")));
		assertThat(this.server.requests()).isZero();
	}

	@Test
	void folderThatChangedIsCopiedAgain() throws IOException {
		fetch();
		Files.writeString(this.folder.resolve("config.json"), "{}");
		fetch();
		assertThat(this.store.resolve("vit/config.json")).hasContent("{}");
	}

	@Test
	void copyRemainsWhenItsFolderIsRemoved() throws IOException {
		fetch();
		FileSystemUtils.deleteRecursively(this.folder);
		fetch();
		assertThat(this.store.resolve("vit/model.safetensors")).isNotEmptyFile();
	}

	@Test
	void missingFolderAndMissingFileAreNamed() throws IOException {
		Files.delete(this.folder.resolve("model.safetensors"));
		Files.deleteIfExists(this.folder.resolve("expected.safetensors"));
		assertThatExceptionOfType(SourceException.class).isThrownBy(this::fetch)
			.withMessageContaining("there is no model.safetensors");
		FileSystemUtils.deleteRecursively(this.folder);
		assertThatExceptionOfType(SourceException.class).isThrownBy(this::fetch)
			.withMessage("Model \"vit\" cannot be fetched from file:%s: there is no such folder or archive"
				.formatted(this.folder));
	}

}
