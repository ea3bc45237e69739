package io.heatlens.request;

import java.util.List;

import io.heatlens.GoldenModelTest;
import io.heatlens.explain.Scale;
import io.heatlens.explain.Selection;
import io.heatlens.explain.Target;
import io.heatlens.explain.UnknownMethodException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Scales, choices of patches, classes of each image, and names that are nearly right.
 */
@GoldenModelTest
class ScaleReaderTests {

	@Autowired
	private ExplanationReader reader;

	@Test
	void readTakesClassesOfEachImage() {
		assertThat(read("model=hf-vit&targets=6, class-2&targets=0").request().target())
			.isEqualTo(new Target.PerImage(List.of(List.of(6, 2), List.of(0))));
	}

	@Test
	void forImagesLeavesOutTheClassesOfAnImageThatCouldNotBeRead() {
		assertThat(read("targets=6,2&targets=0&targets=1").forImages(List.of(true, false, true)).request().target())
			.isEqualTo(new Target.PerImage(List.of(List.of(6, 2), List.of(1))));
	}

	@Test
	void forImagesRefusesAnotherNumberOfListsThanImages() {
		assertThatExceptionOfType(BadParameterException.class)
			.isThrownBy(() -> read("targets=6&targets=0").forImages(List.of(true, true, true)))
			.withMessageContainingAll("targets", "2 for 3 images");
	}

	@Test
	void readTakesScales() {
		assertThat(read("").request().scale()).isEqualTo(Scale.OWN);
		assertThat(read("scale=own").request().scale()).isEqualTo(Scale.OWN);
		assertThat(read("scale=shared").request().scale()).isEqualTo(Scale.SHARED);
		assertThat(read("scale=1.5E-4").request().scale()).isEqualTo(new Scale(false, 1.5e-4f));
	}

	@Test
	void readTakesAChoiceOfPatches() {
		assertThat(read("").request().selection()).isNull();
		assertThat(read("threshold=0.5").request().selection()).isEqualTo(new Selection.Threshold(0.5));
		assertThat(read("mass=1&view=mask").request().selection()).isEqualTo(new Selection.Mass(1));
	}

	@Test
	void readSuggestsTheMethodThatWasMeant() {
		assertThatExceptionOfType(UnknownMethodException.class).isThrownBy(() -> read("method=Grad-CAM  "))
			.withMessageContaining("Did you mean \"grad-cam++\"?");
	}

	@Test
	void readSuggestsTheWordThatWasMeant() {
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(() -> read("score=log_probability"))
			.withMessageContaining("Did you mean \"log-probability\"?");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			target=1&targets=2 | targets
			top=2&targets=2 | targets
			targets=0,1,2,3,4,5,6,7,8,9,0 | per image
			scale=common | shared
			scale=0 | above 0
			scale=-1 | above 0
			scale=1e99 | above 0
			scale=shared&normalize=minmax | normalize
			scale=2&normalize=none | normalize
			threshold=2 | threshold
			threshold=0.5&mass=0.5 | mass
			mass=0 | above 0
			mass=half | mass
			view=mask | threshold
			view=outline | mass
			method=attention-rollout&head=1 | fusion=head
			method=attention-rollout&fusion=head | 0 to 3
			method=attention-rollout&fusion=head&head=4 | 0 to 3
			method=attention-rollout&fusion=max&head=1 | fusion=head
			method=integrated-gradients&baseline=noise | blur
			""")
	void readRefusesWhatTheParametersDoNotTake(String query, String word) {
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(() -> read("model=timm-vit&" + query))
			.withMessageContaining(word);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			scale=shared | scale
			threshold=0.5 | view=mask
			mass=0.5&view=overlay | view=outline
			targets=1,2 | target
			""")
	void pngRefusesWhatItCannotShow(String query, String word) {
		ExplanationOptions options = read(query);
		assertThatExceptionOfType(BadParameterException.class).isThrownBy(options::checkFitsPng)
			.withMessageContaining(word);
	}

	@Test
	void pngTakesANumberAndAMask() {
		read("scale=0.5").checkFitsPng();
		read("mass=0.5&view=mask&targets=3").checkFitsPng();
	}

	private ExplanationOptions read(String query) {
		return this.reader.read(Queries.parameters(query));
	}

}
