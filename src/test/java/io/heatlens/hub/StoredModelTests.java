package io.heatlens.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When a model in the store is fetched again.
 */
class StoredModelTests {

	@AutoClose
	private final HubServer server = new HubServer().with(Golden.MODELS.resolve("hf-vit"));

	@TempDir
	private Path store;

	private void fetch(String source) {
		new Fetches(this.store, this.server).fetch("vit", source);
	}

	@Test
	void filledStoreSendsNoRequest() {
		fetch("hf://acme/vit");
		int before = this.server.requests();
		fetch("hf://acme/vit");
		assertThat(this.server.requests()).isEqualTo(before);
	}

	@Test
	void otherRevisionReplacesTheModel() throws IOException {
		fetch("hf://acme/vit");
		this.server.files.remove("preprocessor_config.json");
		this.server.files.put("config.json", "{}".getBytes(StandardCharsets.UTF_8));
		fetch("hf://acme/vit@refs/pr/1");
		assertThat(this.store.resolve("vit/config.json")).hasContent("{}");
		assertThat(this.store.resolve("vit/preprocessor_config.json")).doesNotExist();
	}

	@Test
	void modelStaysWhenItsReplacementFails() {
		fetch("hf://acme/vit");
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> fetch("hf://acme/vit@v2"));
		assertThat(this.store.resolve("vit/model.safetensors")).isNotEmptyFile();
	}

	@Test
	void missingOrShortFileIsFetchedAgain() throws IOException {
		fetch("hf://acme/vit");
		Files.delete(this.store.resolve("vit/config.json"));
		Files.write(this.store.resolve("vit/model.safetensors"), new byte[10]);
		fetch("hf://acme/vit");
		for (var file : this.server.files.entrySet()) {
			assertThat(this.store.resolve("vit").resolve(file.getKey())).hasBinaryContent(file.getValue());
		}
	}

	@Test
	void modelWithADamagedReceiptIsFetchedAgain() throws IOException {
		fetch("hf://acme/vit");
		Path receipt = this.store.resolve("vit/.heatlens-source.json");
		String before = Files.readString(receipt);
		Files.writeString(receipt, before.substring(20));
		fetch("hf://acme/vit");
		assertThat(receipt).hasContent(before);
	}

	@Test
	void folderThatWasNotFetchedIsNotChanged() throws IOException {
		Path own = Files.writeString(Files.createDirectory(this.store.resolve("vit")).resolve("config.json"), "mine");
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> fetch("hf://acme/vit"))
			.withMessageContaining("the store has a folder of that name that was not fetched");
		assertThat(own).hasContent("mine");
		assertThat(this.server.requests()).isZero();
	}

	@Test
	void completeDownloadIsMovedIntoPlaceWithoutARequest() throws IOException {
		fetch("hf://acme/vit");
		int before = this.server.requests();
		Files.move(this.store.resolve("vit"), this.store.resolve(".vit.incoming"));
		Files.createDirectory(this.store.resolve(".vit.outgoing"));
		fetch("hf://acme/vit");
		assertThat(this.server.requests()).isEqualTo(before);
		assertThat(this.store.resolve("vit/model.safetensors"))
			.hasBinaryContent(Objects.requireNonNull(this.server.files.get("model.safetensors")));
		assertThat(this.store.resolve(".vit.outgoing")).doesNotExist();
	}

	@Test
	void leftoversOfOtherDownloadsDoNotEnterTheModel() throws IOException {
		Path incoming = Files.createDirectories(this.store.resolve(".vit.incoming"));
		Files.writeString(incoming.resolve("model-00001-of-00002.safetensors"), "old");
		Files.writeString(incoming.resolve("model.safetensors.0123.part"), "old");
		fetch("hf://acme/vit");
		try (var children = Files.list(this.store.resolve("vit"))) {
			assertThat(children).hasSize(1 + this.server.files.size());
		}
	}

	@Test
	void storeThatCannotBeCreatedIsNamed() throws IOException {
		Path file = Files.writeString(this.store.resolve("file"), "");
		assertThatExceptionOfType(SourceException.class)
			.isThrownBy(() -> new Fetches(file.resolve("store"), this.server).fetch("vit", "hf://acme/vit"))
			.withMessageContaining("cannot be read or written")
			.withMessageNotContaining("\n");
	}

}
