package io.heatlens.answer;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

import io.heatlens.GoldenModelTest;
import io.heatlens.explain.Explanation;
import io.heatlens.explain.ExplanationRequest;
import io.heatlens.explain.Methods;
import io.heatlens.explain.Target;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.Sign;
import io.heatlens.explain.method.Status;
import io.heatlens.image.DecodedImage;
import io.heatlens.render.ColorMap;
import io.heatlens.render.Interpolation;
import io.heatlens.render.RenderOptions;
import io.heatlens.render.View;
import io.heatlens.request.ExplanationOptions;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.input.Region;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pictures of a map of two patches over a photograph of 8 x 4 pixels of one colour.
 */
@GoldenModelTest
class PainterTests {

	private static final Region WHOLE = new Region(0, 0, 8, 4);

	private static final int PHOTO = 0xff6496c8;

	@Autowired
	private Painter painter;

	@Autowired
	private ModelStore models;

	@Autowired
	private Methods methods;

	private Model model;

	@BeforeEach
	void choose() {
		this.model = this.models.get("hf-deit");
	}

	@Test
	void pngHasTheSizeOfTheImage() throws IOException {
		BufferedImage picture = picture(View.OVERLAY, Samples.gradCam(WHOLE));
		assertThat(List.of(picture.getWidth(), picture.getHeight())).containsExactly(8, 4);
	}

	@Test
	void pngShowsTheValuesOfTheMap() throws IOException {
		BufferedImage picture = picture(View.GREY, Samples.gradCam(WHOLE));
		assertThat(picture.getRaster().getSample(0, 0, 0)).isZero();
		assertThat(picture.getRaster().getSample(7, 3, 0)).isEqualTo(255);
	}

	@Test
	void pngOutsideTheRegionIsThePhotograph() throws IOException {
		BufferedImage picture = picture(View.OVERLAY, Samples.gradCam(new Region(2, 0, 4, 4)));
		assertThat(List.of(picture.getRGB(1, 0), picture.getRGB(6, 0))).containsOnly(PHOTO);
		assertThat(picture.getRGB(5, 0)).isNotEqualTo(PHOTO);
	}

	@ParameterizedTest
	@CsvSource({ "DEGENERATE", "NO_POSITIVE_EVIDENCE" })
	void pngOfAMapThatShowsNothingIsThePhotograph(Status status) throws IOException {
		BufferedImage picture = picture(View.OVERLAY,
				Samples.explanation("grad-cam", List.of("blocks[5]"), Sign.POSITIVE, status, WHOLE));
		assertThat(picture.getRGB(0, 0, 8, 4, null, 0, 8)).containsOnly(PHOTO);
	}

	@Test
	void textNamesWhatWasExplained() throws IOException {
		assertThat(text(Samples.gradCam(WHOLE))).containsExactlyInAnyOrderEntriesOf(Map.of("Software", "Heatlens",
				"Model", "hf-deit", "Digest", this.model.digest(), "Method", "grad-cam", "Layer", "blocks[5].norm1",
				"Gradient", "plain", "Score", "positive logit", "Target", "7 Sneaker", "Status", "ok"));
	}

	@Test
	void textOfAMethodWithoutLayersNamesNone() throws IOException {
		assertThat(text(Samples.explanation("attention-rollout", List.of(), Sign.POSITIVE, Status.OK, WHOLE)))
			.containsEntry("Method", "attention-rollout")
			.doesNotContainKey("Layer");
	}

	@Test
	void textOfSeveralLayersNamesAll() throws IOException {
		assertThat(text(
				Samples.explanation("grad-cam", List.of("blocks[0]", "blocks[1]"), Sign.POSITIVE, Status.OK, WHOLE)))
			.containsEntry("Layer", "blocks[0], blocks[1]");
	}

	@Test
	void textOfEvidenceAgainstTheTargetSaysSo() throws IOException {
		assertThat(text(Samples.explanation("grad-cam", List.of("blocks[0]"), Sign.NEGATIVE,
				Status.NO_POSITIVE_EVIDENCE, WHOLE)))
			.containsEntry("Score", "negative logit")
			.containsEntry("Status", "no-positive-evidence");
	}

	private BufferedImage picture(View view, Explanation explanation) throws IOException {
		return ImageIO.read(new ByteArrayInputStream(png(view, explanation)));
	}

	private Map<String, String> text(Explanation explanation) throws IOException {
		ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
		reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(png(View.OVERLAY, explanation))));
		Element root = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
		NodeList entries = root.getElementsByTagName("tEXtEntry");
		Map<String, String> text = new TreeMap<>();
		for (int i = 0; i < entries.getLength(); i++) {
			Element entry = (Element) entries.item(i);
			text.put(entry.getAttribute("keyword"), entry.getAttribute("value"));
		}
		return text;
	}

	private byte[] png(View view, Explanation explanation) {
		ExplanationRequest request = ExplanationRequest.of(this.methods.get("grad-cam"), new Target.Top(1),
				MethodOptions.of(this.model));
		RenderOptions render = new RenderOptions(view, ColorMap.TURBO, 0.5, Interpolation.NEAREST);
		return this.painter.png(new ExplanationOptions(this.model, request, render, false), photo(), explanation);
	}

	private static DecodedImage photo() {
		byte[] rgb = new byte[3 * 8 * 4];
		for (int i = 0; i < rgb.length; i++) {
			rgb[i] = (byte) (PHOTO >> (8 * (2 - i % 3)));
		}
		return new DecodedImage("png", 8, 4, rgb);
	}

}
