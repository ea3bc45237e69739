package io.heatlens.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Models from the hub, and the messages where one cannot be fetched.
 */
class HubRepositoryTests {

	private static final String SOURCE = "hf://acme/vit";

	@AutoClose
	private final HubServer server = new HubServer().with(Golden.MODELS.resolve("hf-vit"));

	@TempDir
	private Path store;

	private Fetches fetches() {
		return new Fetches(this.store, this.server);
	}

	private Set<String> files(String model) throws IOException {
		try (var children = Files.list(this.store.resolve(model))) {
			return new TreeSet<>(children.map((file) -> file.getFileName().toString()).toList());
		}
	}

	@Test
	void storeHoldsTheUnchangedFilesAndNothingElse() throws IOException {
		fetches().fetch("vit", SOURCE);
		assertThat(files("vit")).containsExactly(".heatlens-source.json", "config.json", "model.safetensors",
				"preprocessor_config.json");
		for (var file : this.server.files.entrySet()) {
			assertThat(this.store.resolve("vit").resolve(file.getKey())).hasBinaryContent(file.getValue());
		}
		assertThat(files(".")).containsExactly(".heatlens.lock", "vit");
	}

	@Test
	void receiptNamesSourceCommitAndDigests() throws IOException {
		fetches().fetch("vit", SOURCE);
		JsonNode receipt = JsonMapper.shared()
			.readTree(Files.readString(this.store.resolve("vit/.heatlens-source.json")));
		assertThat(receipt.path("source").asString()).isEqualTo("hf://acme/vit@main");
		assertThat(receipt.path("version").asString()).isEqualTo(HubServer.COMMIT);
		byte[] weights = Objects.requireNonNull(this.server.files.get("model.safetensors"));
		assertThat(receipt.path("files").valueStream().filter((file) -> file.path("size").asInt() == weights.length))
			.singleElement()
			.satisfies((file) -> assertThat(file.path("digest").asString())
				.isEqualTo("sha256:" + HubServer.hash("SHA-256", weights)));
	}

	@Test
	void timmRepositoryHasNoPreprocessor() throws IOException {
		this.server.files.remove("preprocessor_config.json");
		fetches().fetch("vit", SOURCE);
		assertThat(files("vit")).containsExactly(".heatlens-source.json", "config.json", "model.safetensors");
	}

	@Test
	void shardsArriveWithTheirIndex() throws IOException {
		byte[] weights = Objects.requireNonNull(this.server.files.remove("model.safetensors"));
		this.server.files.put("model-00001-of-00002.safetensors", Arrays.copyOf(weights, 1000));
		this.server.files.put("model-00002-of-00002.safetensors", Arrays.copyOfRange(weights, 1000, 3000));
		this.server.files.put("model.safetensors.index.json", """
				{"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors",
				 "c": "model-00001-of-00002.safetensors"}}""".getBytes(StandardCharsets.UTF_8));
		fetches().fetch("vit", SOURCE);
		assertThat(files("vit")).containsExactly(".heatlens-source.json", "config.json",
				"model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", "model.safetensors.index.json",
				"preprocessor_config.json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../model.safetensors", "/etc/model.safetensors", "model.bin", ".safetensors" })
	void indexThatNamesOtherFilesIsRefused(String shard) {
		this.server.files.remove("model.safetensors");
		this.server.files.put("model.safetensors.index.json",
				"{\"weight_map\": {\"a\": \"%s\"}}".formatted(shard).getBytes(StandardCharsets.UTF_8));
		assertFails(fetches(), SOURCE, "which is not the name of a safetensors file");
	}

	@Test
	void branchIsResolvedOnceAndEverythingElseComesFromItsCommit() {
		fetches().fetch("vit", SOURCE);
		assertThat(this.server.requests).filteredOn((request) -> request.path().contains("/resolve/main/"))
			.extracting(RecordedRequest::method)
			.containsOnly("HEAD");
		assertThat(this.server.downloads("config.json")).isNotEmpty()
			.allMatch((request) -> request.path().contains(HubServer.COMMIT));
	}

	@Test
	void renamedRepositoryIsFound() throws IOException {
		fetches().fetch("vit", "hf://acme/renamed");
		assertThat(files("vit")).contains("model.safetensors");
	}

	@Test
	void revisionMayBeAPathAndIsEncoded() throws IOException {
		fetches().fetch("vit", SOURCE + "@refs/pr/1");
		assertThat(files("vit")).contains("model.safetensors");
	}

	@Test
	void tokenIsSentToTheHubOnly() {
		this.server.token = "hf_secret";
		fetches().with("HF_TOKEN", "hf_secret\n").fetch("vit", SOURCE);
		assertThat(this.server.requests).filteredOn(RecordedRequest::storage)
			.isNotEmpty()
			.allMatch((request) -> request.authorization() == null);
		assertThat(this.server.requests).filteredOn((request) -> !request.storage())
			.allMatch((request) -> "Bearer hf_secret".equals(request.authorization()));
	}

	@Test
	void deniedAccessNamesTheTokenAndTheLicence() {
		this.server.token = "hf_secret";
		assertFails(fetches(), SOURCE, "access was denied (401)", "set HF_TOKEN",
				"accept its licence on " + this.server.endpoint() + "/acme/vit");
		assertFails(fetches().with("HF_TOKEN", "hf_wrong"), SOURCE, "The token of HF_TOKEN should be valid");
	}

	@Test
	void missingRepositoryRevisionOrFileIsNamed() {
		assertFails(fetches(), "hf://acme/none", this.server.endpoint() + " has no such repository");
		assertFails(fetches(), SOURCE + "@v2", "the repository has no revision \"v2\"");
		byte[] config = Objects.requireNonNull(this.server.files.remove("config.json"));
		assertFails(fetches(), SOURCE, "the repository has no config.json");
		this.server.files.put("config.json", config);
		this.server.files.remove("model.safetensors");
		assertFails(fetches(), SOURCE, "the repository has neither model.safetensors nor pytorch_model.bin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "open_clip_model.safetensors", "open_clip_pytorch_model.bin" })
	void openClipArrivesInItsOwnFormatAlone(String weights) throws IOException {
		this.server.files.put("open_clip_config.json", new byte[1]);
		this.server.files.put("open_clip_pytorch_model.bin", new byte[2]);
		this.server.files.put(weights, new byte[3]);
		this.server.files.put("tokenizer.json", new byte[4]);
		fetches().fetch("clip", SOURCE);
		assertThat(files("clip")).containsExactly(".heatlens-source.json", "open_clip_config.json", weights,
				"preprocessor_config.json", "tokenizer.json");
	}

	@Test
	void openClipNeedsNoOtherConfiguration() throws IOException {
		this.server.files.clear();
		this.server.files.put("open_clip_config.json", new byte[1]);
		assertFails(fetches(), SOURCE,
				"the repository has open_clip_config.json, but neither open_clip_model.safetensors nor open_clip_pytorch_model.bin");
		this.server.files.put("open_clip_model.safetensors", new byte[3]);
		fetches().fetch("clip", SOURCE);
		assertThat(files("clip")).containsExactly(".heatlens-source.json", "open_clip_config.json",
				"open_clip_model.safetensors");
	}

	@Test
	void configurationOfOpenClipWithoutItsWeightsIsPassedOver() throws IOException {
		this.server.files.put("open_clip_config.json", new byte[1]);
		fetches().fetch("vit", SOURCE);
		assertThat(files("vit")).containsExactly(".heatlens-source.json", "config.json", "model.safetensors",
				"preprocessor_config.json");
	}

	@Test
	void weightsOfTorchArriveWhereThereAreNoSafetensors() throws IOException {
		byte[] weights = Objects.requireNonNull(this.server.files.remove("model.safetensors"));
		this.server.files.put("pytorch_model.bin", weights);
		this.server.files.put("labels.txt", new byte[1]);
		this.server.files.put("processor_config.json", new byte[2]);
		fetches().fetch("vit", SOURCE);
		assertThat(files("vit")).containsExactly(".heatlens-source.json", "config.json", "labels.txt",
				"preprocessor_config.json", "processor_config.json", "pytorch_model.bin");
	}

	@Test
	void weightsOfTorchAreNotFetchedBesideSafetensors() throws IOException {
		this.server.files.put("pytorch_model.bin", new byte[1]);
		fetches().fetch("vit", SOURCE);
		assertThat(files("vit")).contains("model.safetensors").doesNotContain("pytorch_model.bin");
	}

	@Test
	void shardsOfTorchArriveWithTheirIndex() throws IOException {
		this.server.files.remove("model.safetensors");
		this.server.files.put("pytorch_model-00001-of-00001.bin", new byte[10]);
		this.server.files.put("pytorch_model.bin.index.json",
				"{\"weight_map\": {\"a\": \"pytorch_model-00001-of-00001.bin\"}}".getBytes(StandardCharsets.UTF_8));
		fetches().fetch("vit", SOURCE);
		assertThat(files("vit")).containsExactly(".heatlens-source.json", "config.json", "preprocessor_config.json",
				"pytorch_model-00001-of-00001.bin", "pytorch_model.bin.index.json");
	}

	@Test
	void commitOtherThanThePinnedOneIsRefused() {
		this.server.headers.put("X-Repo-Commit", "f".repeat(40));
		assertFails(fetches(), SOURCE + "@" + HubServer.COMMIT,
				"the server has the commit " + "f".repeat(40) + " instead");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Repo-Commit", "ETag" })
	void serverThatIsNotAHubIsNamed(String missing) {
		this.server.headers.put(missing, "");
		assertFails(fetches(), SOURCE, "does not answer as the Hugging Face Hub does", "HF_ENDPOINT");
	}

	@Test
	void endpointThatIsNotAnAddressIsNamed() {
		assertFails(fetches().with("HF_ENDPOINT", "hub.example"), SOURCE,
				"HF_ENDPOINT is \"hub.example\": expected https://HOST");
	}

	@Test
	void modelThatCannotBeFetchedIsLeftOutWithSkipInvalid() {
		assertThat(fetches().skipInvalid().fetch("vit", "hf://acme/none")).containsExactly("vit");
	}

	private void assertFails(Fetches fetches, String source, String... reasons) {
		assertThatExceptionOfType(SourceException.class).isThrownBy(() -> fetches.fetch("vit", source))
			.withMessageStartingWith("Model \"vit\" cannot be fetched from " + source)
			.withMessageContainingAll(reasons)
			.withMessageNotContainingAny("\n", "Exception", "hf_secret", "hf_wrong");
		assertThat(this.store.resolve("vit")).doesNotExist();
	}

}
