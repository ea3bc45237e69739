package io.heatlens.web;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.heatlens.Closeness;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that openapi-generator makes of the OpenAPI document take several images and
 * several values, and the Java one gets the answers of the service.
 */
@HttpTest(properties = Golden.STORE)
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GeneratedClientTests {

	private static final String PACKAGE = "org.openapitools.client.";

	private static final List<Path> IMAGES = List.of(Golden.MODELS.resolve("hf-vit/image-0.png"),
			Golden.MODELS.resolve("hf-vit/image-1.png"));

	@TempDir
	private static Path folder;

	@Autowired
	private Client client;

	@BeforeAll
	void generate() throws Exception {
		Files.write(folder.resolve("api.json"), this.client.get("/v3/api-docs").body());
		List<String> command = new ArrayList<>(List.of(java(), "-jar",
				Path.of("target/openapi-generator/openapi-generator-cli.jar").toString(), "batch", "--threads", "1"));
		// Spring's client needs nothing that the service does not have anyway
		command.add(configuration("java", Map.of("library", "restclient", "useSpringBoot4", "true", "useJackson3",
				"true", "useJakartaEe", "true", "openApiNullable", "false", "useSingleRequestParameter", "true")));
		command.add(configuration("python", Map.of()));
		command.add(configuration("typescript-fetch", Map.of()));
		run(command);
	}

	private static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private static String configuration(String generator, Map<String, String> properties) throws IOException {
		Path file = folder.resolve(generator + ".json");
		Map<String, String> without = Map.of("apiTests", "false", "modelTests", "false", "apiDocs", "false",
				"modelDocs", "false");
		JsonMapper.shared()
			.writeValue(file.toFile(),
					Map.of("generatorName", generator, "inputSpec", folder.resolve("api.json").toString(), "outputDir",
							folder.resolve(generator).toString(), "globalProperties", without, "additionalProperties",
							properties));
		return file.toString();
	}

	private static void run(List<String> command) throws IOException, InterruptedException {
		Path log = folder.resolve("log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		assertThat(process.waitFor()).as("%s: %s", command, Files.readString(log)).isZero();
	}

	@Test
	void javaClientExplainsTwoImagesAndTwoTargets() throws Exception {
		try (URLClassLoader loader = compile()) {
			Object apiClient = loader.loadClass(PACKAGE + "ApiClient").getConstructor().newInstance();
			apiClient.getClass()
				.getMethod("setBasePath", String.class)
				.invoke(apiClient, "http://localhost:" + this.client.port());
			Class<?> api = loader.loadClass(PACKAGE + "api.ExplainApi");
			Class<?> request = loader.loadClass(PACKAGE + "api.ExplainApi$ExplainRequest");
			List<File> images = IMAGES.stream().map(Path::toFile).toList();
			Object answer = api.getMethod("explain", request)
				.invoke(api.getConstructor(apiClient.getClass()).newInstance(apiClient), record(request, Map.of("image",
						images, "model", "hf-vit", "target", List.of("2", "0"), "layer", List.of("blocks[2].norm1"))));
			JsonNode own = this.client.json(this.client
				.multipart("/v1/explanations?model=hf-vit&target=2&target=0&layer=blocks[2].norm1", IMAGES));
			JsonNode read = json(answer);
			for (String path : List.of("/results/0", "/results/1")) {
				Closeness.assertClose(read.at(path + "/image/name"), own.at(path + "/image/name"));
				Closeness.assertClose(read.at(path + "/predictions"), own.at(path + "/predictions"));
				for (String part : List.of("/0/target", "/1/target", "/0/heatmap", "/1/heatmap")) {
					Closeness.assertClose(read.at(path + "/explanations" + part),
							own.at(path + "/explanations" + part));
				}
			}
			assertThat(own.at("/results/1/explanations/1/target/class").asInt()).isZero();
		}
	}

	private static URLClassLoader compile() throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		Path classes = Files.createDirectories(folder.resolve("classes"));
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
				Stream<Path> sources = Files.walk(folder.resolve("java/src/main/java"))) {
			assertThat(compiler
				.getTask(null, files, null, List.of("-proc:none", "-nowarn", "-d", classes.toString()), null, files
					.getJavaFileObjectsFromPaths(sources.filter((file) -> file.toString().endsWith(".java")).toList()))
				.call()).isTrue();
		}
		return new URLClassLoader(new URL[] { classes.toUri().toURL() }, GeneratedClientTests.class.getClassLoader());
	}

	private static Object record(Class<?> type, Map<String, ?> values) throws ReflectiveOperationException {
		RecordComponent[] components = type.getRecordComponents();
		return type.getConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
			.newInstance(Arrays.stream(components).map((component) -> values.get(component.getName())).toArray());
	}

	private static JsonNode json(Object answer) {
		return JsonMapper.builder()
			.changeDefaultPropertyInclusion((all) -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
			.build()
			.valueToTree(answer);
	}

	@Test
	void javaClientHasMethodsWithGoodNames() throws IOException {
		Path apis = folder.resolve("java/src/main/java/org/openapitools/client/api");
		assertThat(Files.readString(apis.resolve("DiscoverApi.java"))).contains(" listModels()", " getModel(",
				" listModelMethods(", " listMethods()", " listSamples()");
		assertThat(Files.readString(apis.resolve("PredictApi.java"))).contains(" predict(");
		assertThat(Files.readString(apis.resolve("KServeApi.java"))).contains("KServeRequest ", "InferenceRequest ",
				" InferenceResponse infer(", " Explanations kserveExplain(", " ModelMetadata modelMetadata(");
		assertThat(apis.resolveSibling("model/Problem.java")).exists();
	}

	@Test
	void pythonClientTakesLists() throws IOException {
		String api = Files.readString(folder.resolve("python/openapi_client/api/explain_api.py"));
		assertThat(api).containsPattern("def explain\\(\\s+self,\\s+image: Annotated\\[List\\[");
		for (String name : List.of("method", "prompt", "target", "targets", "layer", "evaluate")) {
			assertThat(api).contains(name + ": Annotated[Optional[List[StrictStr]]");
		}
	}

	@Test
	void typeScriptClientTakesLists() throws IOException {
		String api = Files.readString(folder.resolve("typescript-fetch/apis/ExplainApi.ts"));
		assertThat(api).contains("image: Array<Blob>;", "target?: Array<string>;", "layer?: Array<string>;")
			.containsPattern("method\\?: Array<\\w+>;")
			.containsPattern("evaluate\\?: Array<\\w+>;")
			.containsPattern("async explain\\(");
	}

	@Test
	void pythonClientCompiles() throws Exception {
		assumeTool("python3");
		run(List.of("python3", "-m", "compileall", "-q", folder.resolve("python").toString()));
	}

	@Test
	void typeScriptClientCompiles() throws Exception {
		assumeTool("tsc");
		run(List.of("tsc", "--noEmit", "--strict", "--target", "es2020", "--module", "esnext", "--moduleResolution",
				"bundler", folder.resolve("typescript-fetch/index.ts").toString()));
	}

	private static void assumeTool(String name) {
		Assumptions.assumeTrue(Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((path) -> Files.isExecutable(Path.of(path, name))), name + " is not on this machine");
	}

}
