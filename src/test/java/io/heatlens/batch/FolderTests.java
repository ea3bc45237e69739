package io.heatlens.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.heatlens.answer.Painter;
import io.heatlens.engine.Engine;
import io.heatlens.explain.Explainer;
import io.heatlens.image.ImageDecoder;
import io.heatlens.image.UploadLimits;
import io.heatlens.request.ExplanationReader;
import io.heatlens.vit.checkpoint.Golden;
import io.heatlens.web.HttpTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

/**
 * The base of tests of {@code explain}: a folder with two images.
 */
@HttpTest(properties = Golden.STORE + "/hf-vit")
abstract class FolderTests {

	static final JsonMapper json = JsonMapper.shared();

	static final String MANIFEST = "manifest-0-of-1.jsonl";

	@Autowired
	private ExplanationReader reader;

	@Autowired
	private ImageDecoder decoder;

	@Autowired
	private UploadLimits limits;

	@Autowired
	private Engine engine;

	@Autowired
	private Explainer explainer;

	@Autowired
	private Painter painter;

	@TempDir
	Path input;

	@TempDir
	Path output;

	@BeforeEach
	void copyImages() throws IOException {
		Files.createDirectories(this.input.resolve("sub"));
		Files.copy(Golden.MODELS.resolve("hf-vit/image-0.png"), this.input.resolve("a.png"));
		Files.copy(Golden.MODELS.resolve("hf-vit/image-1.png"), this.input.resolve("sub/b.png"));
	}

	int run(String... arguments) {
		List<String> all = new ArrayList<>(List.of("--input=" + this.input, "--output=" + this.output));
		all.addAll(Arrays.asList(arguments));
		ExplainCommand command = new ExplainCommand(ExplainJob.USAGE.parse(all.toArray(String[]::new)), this.reader,
				this.decoder, this.limits, this.engine, this.explainer, this.painter);
		command.run(new DefaultApplicationArguments());
		return command.getExitCode();
	}

	JsonNode result(String image) {
		return json.readTree(this.output.resolve(image + ".json").toFile());
	}

	List<JsonNode> manifest() throws IOException {
		return Files.readAllLines(this.output.resolve(MANIFEST)).stream().map(json::readTree).toList();
	}

	List<String> images() throws IOException {
		return manifest().stream().map((line) -> line.path("image").asString()).sorted().toList();
	}

	List<String> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.output)) {
			return files.filter(Files::isRegularFile)
				.map((file) -> this.output.relativize(file).toString())
				.sorted()
				.toList();
		}
	}

}
