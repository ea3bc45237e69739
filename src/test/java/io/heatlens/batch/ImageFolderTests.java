package io.heatlens.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The files of a folder that are images.
 */
class ImageFolderTests {

	@TempDir
	private Path temporary;

	private Path folder = Path.of("");

	@BeforeEach
	void create() throws IOException {
		this.folder = Files.createDirectories(this.temporary.resolve("photos"));
	}

	private void file(String name) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, "x");
	}

	private Iterable<String> names() {
		return ImageFolder.list(this.folder, this.folder.resolve("maps")).stream().map(Source::name).toList();
	}

	@Test
	void imagesOfAllFoldersAreFoundInOrder() throws IOException {
		file("b/2.JPG");
		file("b/1.jpeg");
		file("a.png");
		file("phone.heic");
		assertThat(names()).containsExactly("a.png", "b/1.jpeg", "b/2.JPG", "phone.heic");
	}

	@Test
	void resultsHiddenAndOtherFilesAreIgnored() throws IOException {
		file("a.png");
		file("labels.csv");
		file(".cache/b.png");
		file("._a.png");
		file("maps/a.png.png");
		assertThat(names()).containsExactly("a.png");
	}

	@Test
	void linksAreFollowedButNotInCircles() throws IOException {
		Path elsewhere = Files.writeString(this.temporary.resolve("original.png"), "x");
		Files.createSymbolicLink(this.folder.resolve("link.png"), elsewhere);
		Files.createSymbolicLink(this.folder.resolve("nowhere.png"), this.temporary.resolve("none.png"));
		Files.createSymbolicLink(this.folder.resolve("circle"), this.folder);
		assertThat(names()).containsExactly("link.png");
	}

	@Test
	void missingFolderIsRefused() {
		assertThatExceptionOfType(CommandException.class)
			.isThrownBy(() -> ImageFolder.list(this.folder.resolve("none"), this.folder))
			.withMessageContaining("There is no folder");
	}

}
