package io.heatlens.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.heatlens.hub.FetchCommand;
import io.heatlens.hub.ModelSources;
import io.heatlens.vit.Model;
import io.heatlens.vit.Models;
import io.heatlens.vit.checkpoint.Golden;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rankings beside the files of a model in a store.
 */
class RankingsTests {

	@AutoClose
	private final Models models = new Models();

	@TempDir
	private Path store;

	private Model model;

	@BeforeEach
	void load() throws IOException {
		this.model = load("vit");
	}

	@Test
	void findReadsTheRankingOfTheModelsWeights() throws IOException {
		MethodRanking ranking = write(this.model.digest());
		assertThat(find()).contains(ranking);
	}

	@Test
	void findWithoutAFileIsEmpty() {
		assertThat(find()).isEmpty();
	}

	@Test
	void findIgnoresARankingOfOtherWeights() throws IOException {
		write("sha256:0");
		assertThat(find()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no JSON", "{\"model\":", "{}", "[]", "{\"rankings\": []}",
			"{\"model\": {\"name\": \"vit\"}, \"rankings\": []}" })
	void findIgnoresADamagedFile(String content) throws IOException {
		Files.writeString(this.store.resolve("vit").resolve(MethodRanking.FILE), content);
		assertThat(find()).isEmpty();
	}

	@Test
	void folderIsThatOfTheModelInTheStore() {
		assertThat(folder(this.store, this.model)).contains(this.store.resolve("vit"));
	}

	@Test
	void folderOfAStoreThatIsOneModelIsTheStore() {
		Path only = this.store.resolve("vit");
		assertThat(folder(only, this.model)).contains(only);
	}

	@Test
	void folderOfTheEmbeddedModelIsNone() throws IOException {
		assertThat(folder(this.store, load("fashion-scenes"))).isEmpty();
	}

	@Test
	void folderWithoutAStoreIsNone() {
		assertThat(rankings("heatlens.models.default=vit", (rankings) -> rankings.folder(this.model))).isEmpty();
	}

	private Optional<MethodRanking> find() {
		return rankings("heatlens.models.store=" + this.store, (rankings) -> rankings.find(this.model));
	}

	private static Optional<Path> folder(Path store, Model model) {
		return rankings("heatlens.models.store=" + store, (rankings) -> rankings.folder(model));
	}

	private static <T> Optional<T> rankings(String property, Function<Rankings, Optional<T>> question) {
		List<Optional<T>> answers = new ArrayList<>();
		new ApplicationContextRunner().withUserConfiguration(FetchCommand.class)
			.withPropertyValues(property)
			.run((context) -> answers.add(question.apply(new Rankings(context.getBean(ModelSources.class)))));
		return answers.get(0);
	}

	private MethodRanking write(String digest) throws IOException {
		MethodRanking ranking = new MethodRanking(new Answers.ModelName("vit", digest), 20, LocalDate.of(2026, 11, 23),
				List.of());
		Files.writeString(this.store.resolve("vit").resolve(MethodRanking.FILE),
				JsonMapper.shared().writeValueAsString(ranking));
		return ranking;
	}

	private Model load(String name) throws IOException {
		FileSystemUtils.copyRecursively(Golden.MODELS.resolve("hf-deit"), this.store.resolve(name));
		return this.models.load(this.store.resolve(name));
	}

}
