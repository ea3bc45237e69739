package io.heatlens.request;

import java.util.List;

import io.heatlens.GoldenModelTest;
import io.heatlens.explain.Detail;
import io.heatlens.explain.Target;
import io.heatlens.explain.UnknownMethodException;
import io.heatlens.explain.UnsupportedMethodException;
import io.heatlens.explain.method.AveragePooling;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.Normalization;
import io.heatlens.explain.metric.Metric;
import io.heatlens.render.ColorMap;
import io.heatlens.render.Interpolation;
import io.heatlens.render.RenderOptions;
import io.heatlens.render.View;
import io.heatlens.vit.NoGradientPathException;
import io.heatlens.vit.UnknownModelException;
import io.heatlens.vit.classes.UnknownClassException;
import io.heatlens.vit.input.Grid;
import io.heatlens.vit.transformer.UnknownLayerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requests for explanations, with the models and methods of the application.
 */
@GoldenModelTest
class ExplanationReaderTests {

	@Autowired
	private ExplanationReader reader;

	@Test
	void readWithoutModelMeansTheEmbeddedOneBesideSeveralOthers() {
		assertThat(read("").model().name()).isEqualTo("fashion-scenes");
	}

	@Test
	void readFindsAModelByItsName() {
		assertThat(read("model=hf-vit").model().name()).isEqualTo("hf-vit");
	}

	@Test
	void readRefusesAnUnknownModelAndListsTheModels() {
		assertThatExceptionOfType(UnknownModelException.class).isThrownBy(() -> read("model=none"))
			.withMessageContainingAll("none", "fashion-scenes", "hf-vit");
	}

	@Test
	void readWithoutMethodMeansGradCam() {
		assertThat(read("").request().methods()).extracting(ExplanationMethod::name).containsExactly("grad-cam");
	}

	@Test
	void readKeepsTheOrderOfTheMethods() {
		assertThat(read("method=legrad&method=attention-rollout").request().methods())
			.extracting(ExplanationMethod::name)
			.containsExactly("legrad", "attention-rollout");
	}

	@Test
	void readTakesSpacesForPlusesThatTheClientDidNotEscape() {
		assertThat(read("method=grad-cam  ").request().methods()).extracting(ExplanationMethod::name)
			.containsExactly("grad-cam++");
	}

	@Test
	void readRefusesAnUnknownMethodAndListsTheMethods() {
		assertThatExceptionOfType(UnknownMethodException.class).isThrownBy(() -> read("method=magic"))
			.withMessageContainingAll("magic", "grad-cam", "rise");
	}

	@Test
	void readRefusesAMethodThatCannotExplainTheModelAndNamesAnother() {
		assertThatExceptionOfType(UnsupportedMethodException.class)
			.isThrownBy(() -> read("model=hf-dinov2&method=legrad"))
			.withMessageContainingAll("legrad", "generic-attention");
	}

	@Test
	void readWithoutTargetMeansTheTopPrediction() {
		assertThat(read("").request().target()).isEqualTo(new Target.Top(1));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 10 })
	void readTakesOneToTenOfTheMostProbableClasses(int top) {
		assertThat(read("top=" + top).request().target()).isEqualTo(new Target.Top(top));
	}

	@Test
	void readTakesTargetsByIndexAndByLabelInTheirOrder() {
		assertThat(read("model=hf-vit&target=6&target=class-2").request().target())
			.isEqualTo(new Target.Classes(List.of(6, 2)));
	}

	@Test
	void readRefusesAClassThatTheModelDoesNotHave() {
		assertThatExceptionOfType(UnknownClassException.class).isThrownBy(() -> read("model=hf-vit&target=class-8"))
			.withMessageContaining("class-8");
	}

	@Test
	void readRefusesALayerThatTheModelDoesNotHave() {
		assertThatExceptionOfType(UnknownLayerException.class).isThrownBy(() -> read("model=hf-vit&layer=blocks[3]"))
			.withMessageContaining("blocks[3]");
	}

	@Test
	void readRefusesAGradientMethodAtALayerWithoutAGradientAndNamesTheDeepestThatWorks() {
		assertThatExceptionOfType(NoGradientPathException.class).isThrownBy(() -> read("model=hf-vit&layer=blocks[-1]"))
			.withMessageContainingAll("blocks[2]", "blocks[2].norm1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "eigen-cam", "fem", "kpca-cam" })
	void readTakesAMethodWithoutGradientsAtAnyLayer(String method) {
		assertThatCode(() -> read("model=hf-vit&layer=blocks[-1]&method=" + method)).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			top=0 | top
			top=11 | top
			top=2&target=1 | top
			target=0&target=1&target=2&target=3&target=4&target=5&target=6&target=7&target=8&target=9&target=0 | target
			method=attention-rollout&layer=blocks[1] | layer
			pool.stride=2 | pool
			pool=2&detail=pixel | pool
			evaluate=beauty | deletion
			evaluate=deletion&sign=negative | sign=negative
			normalize=l2 | minmax
			view=side | overlay
			colormap=rainbow | viridis
			opacity=2 | opacity
			interpolation=cubic | nearest
			dry-run=maybe | dry-run
			""")
	void readRefusesWhatTheParametersDoNotTake(String query, String word) {
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(() -> read(query))
			.withMessageContaining(word);
	}

	@ParameterizedTest
	@EnumSource
	void readTakesEveryNormalization(Normalization normalization) {
		assertThat(read("normalize=" + normalization.apiName()).request().normalization()).isEqualTo(normalization);
	}

	@Test
	void readWithoutNormalizeMeansMax() {
		assertThat(read("").request().normalization()).isEqualTo(Normalization.MAX);
	}

	@Test
	void readWithoutDetailMeansPatches() {
		assertThat(read("").request().detail()).isEqualTo(Detail.PATCH);
	}

	@Test
	void readTakesPixelDetail() {
		assertThat(read("detail=pixel").request().detail()).isEqualTo(Detail.PIXEL);
	}

	@Test
	void readWithoutPoolMeansNoPooling() {
		assertThat(read("").request().pooling()).isNull();
	}

	@Test
	void readTakesPooling() {
		assertThat(read("pool=2").request().pooling())
			.isEqualTo(new AveragePooling(new Grid(2, 2), new Grid(2, 2), new Grid(0, 0), false, true));
	}

	@Test
	void readWithoutEvaluateMeansNoMetrics() {
		assertThat(read("").request().metrics()).isEmpty();
	}

	@Test
	void readKeepsTheOrderOfTheMetrics() {
		assertThat(read("evaluate=saco&evaluate=deletion").request().metrics()).extracting(Metric::name)
			.containsExactly("saco", "deletion");
	}

	@Test
	void readWithoutPictureParametersHasTheDefaults() {
		assertThat(read("").render())
			.isEqualTo(new RenderOptions(View.OVERLAY, ColorMap.TURBO, 0.5, Interpolation.BILINEAR));
	}

	@Test
	void readTakesPictureParameters() {
		assertThat(read("view=heatmap&colormap=inferno&opacity=0.75&interpolation=nearest").render())
			.isEqualTo(new RenderOptions(View.HEATMAP, ColorMap.INFERNO, 0.75, Interpolation.NEAREST));
	}

	@ParameterizedTest
	@CsvSource({ "'', false", "dry-run=false, false", "dry-run=true, true" })
	void readTakesADryRunOnlyWhereItIsAskedFor(String query, boolean dryRun) {
		assertThat(read(query).dryRun()).isEqualTo(dryRun);
	}

	private ExplanationOptions read(String query) {
		return this.reader.read(Queries.parameters(query));
	}

}
