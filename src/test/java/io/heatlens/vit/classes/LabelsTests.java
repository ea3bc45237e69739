package io.heatlens.vit.classes;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Classes by index and by label.
 */
class LabelsTests {

	private final Labels labels = Labels.of(Arrays.asList("cat", "crane", null, "crane", " ", "9"), 8);

	@Test
	void classWithoutALabelIsCalledByItsIndex() {
		assertThat(this.labels.names()).containsExactly("cat", "crane", "class 2", "crane", "class 4", "9", "class 6",
				"class 7");
	}

	@Test
	void labelsBeyondTheHeadAreDropped() {
		assertThat(Labels.of(List.of("a", "b", "c"), 2).names()).containsExactly("a", "b");
	}

	@ParameterizedTest
	@CsvSource({ "cat, 0", "3, 3", "class 6, 6", "007, 7", "9, 5" })
	void classIsFoundByIndexAndByLabel(String text, int index) {
		assertThat(this.labels.find(text)).isEqualTo(index);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			dog,cat | 1 2
			cat, 1 , tench, Tinca tinca | 2 1 0
			tench, Tinca tinca,dog | 0 1
			a,b | 4
			a,dog,b | 3 1 5
			2 | 2
			""")
	void listIsDividedAtItsCommasAndNotAtThoseOfLabels(String text, String indices) {
		Labels labels = new Labels(List.of("tench, Tinca tinca", "dog", "cat", "a", "a,b", "b"));
		assertThat(labels.findAll(text, 10)).extracting(Object::toString).containsExactly(indices.split(" ", -1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "dog,", ",dog", "dog,,cat", "dog,nope", "" })
	void listWithAPartThatIsNoClassIsRefused(String text) {
		Labels labels = new Labels(List.of("tench, Tinca tinca", "dog", "cat"));
		assertThatExceptionOfType(UnknownClassException.class).isThrownBy(() -> labels.findAll(text, 10));
	}

	@Test
	void labelThatSeveralClassesShareListsTheirIndices() {
		assertThatExceptionOfType(UnknownClassException.class).isThrownBy(() -> this.labels.find("crane"))
			.withMessageContaining("1, 3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "8", "-1", "Cat", "cat ", "", "99999999999999" })
	void unknownClassIsRefusedWithTheRange(String text) {
		assertThatExceptionOfType(UnknownClassException.class).isThrownBy(() -> this.labels.find(text))
			.withMessageContaining("from 0 to 7")
			.withMessageContaining("one of \"cat\", \"crane\", \"class 2\",");
	}

	@Test
	void labelIsFoundInEveryNormalForm() {
		Labels accents = Labels.of(List.of("Ka\u0308se", "caf\u00e9"), 2);
		assertThat(accents.find("K\u00e4se")).isZero();
		assertThat(accents.find("cafe\u0301")).isEqualTo(1);
		assertThat(accents.names()).containsExactly("Ka\u0308se", "caf\u00e9");
	}

	@Test
	void indexThatIsTheLabelOfAnotherClassIsAmbiguous() {
		Labels digits = Labels.of(List.of("0", "10", "2", "3", "4", "5", "6", "7", "8", "9", "ten"), 11);
		assertThat(digits.ambiguity(10)).hasValue(
				"\"10\" means class 10 (\"ten\"), but it is also the label of class 1. To name that class, send its index 1.");
		assertThat(digits.ambiguity(2)).isEmpty();
		assertThat(digits.ambiguity(1)).isEmpty();
	}

	@Test
	void manyClassesAreNotListed() {
		assertThatExceptionOfType(UnknownClassException.class).isThrownBy(() -> Labels.of(List.of(), 20).find("cat"))
			.withMessageContaining("\"class 19\"");
		assertThatExceptionOfType(UnknownClassException.class).isThrownBy(() -> Labels.of(List.of(), 21).find("cat"))
			.withMessageContaining("as GET /v1/models/{model} lists them");
	}

}
