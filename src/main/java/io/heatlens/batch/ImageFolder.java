package io.heatlens.batch;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the images of a folder and its subfolders by their file names. Symbolic links are
 * followed, because a collection may be stored elsewhere. Hidden files, hidden folders
 * and the folder of results are skipped.
 */
final class ImageFolder extends SimpleFileVisitor<Path> {

	private static final Logger logger = LoggerFactory.getLogger(ImageFolder.class);

	// HEIC and AVIF cannot be decoded, but are listed so that each gets a result that
	// says so.
	private static final Pattern IMAGE = Pattern
		.compile("(?i).*\\.(jpe?g|jpe|jfif|png|webp|gif|tiff?|bmp|heic|heif|avif)");

	private final Path folder;

	private final Path output;

	private final List<Source> images = new ArrayList<>();

	private int others;

	private ImageFolder(Path folder, Path output) {
		this.folder = folder;
		this.output = output;
	}

	/**
	 * Lists the images of a folder that holds no results.
	 * @param folder the folder to search
	 * @return the images, sorted by name
	 * @throws CommandException if the folder or a subfolder cannot be read
	 */
	static List<Source> list(Path folder) {
		return list(folder, Path.of(""));
	}

	/**
	 * Lists the images of a folder and its subfolders.
	 * @param folder the folder to search
	 * @param output the folder of results, which may be a subfolder and is skipped
	 * @return the images, sorted by name
	 * @throws CommandException if the folder or a subfolder cannot be read
	 */
	static List<Source> list(Path folder, Path output) {
		if (!Files.isDirectory(folder)) {
			throw new CommandException("There is no folder %s to read images from.".formatted(folder));
		}
		ImageFolder visitor = new ImageFolder(folder, output);
		try {
			Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
		}
		catch (IOException ex) {
			throw new CommandException("The folder %s cannot be read: %s.".formatted(folder, ex), ex);
		}
		if (visitor.others > 0) {
			logger.info("{} other files and broken links are skipped", visitor.others);
		}
		visitor.images.sort(Comparator.comparing(Source::name));
		return visitor.images;
	}

	@Override
	public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
		boolean hidden = !directory.equals(this.folder) && directory.getFileName().toString().startsWith(".");
		return (hidden || directory.equals(this.output)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
		String name = file.getFileName().toString();
		if (!attributes.isRegularFile() || name.startsWith(".") || !IMAGE.matcher(name).matches()) {
			this.others++;
		}
		else {
			String path = this.folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
			this.images.add(new Source(path, file, attributes.size(), attributes.lastModifiedTime().toInstant()));
		}
		return FileVisitResult.CONTINUE;
	}

	@Override
	public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
		if (!(failure instanceof FileSystemLoopException) && !Files.isSymbolicLink(file)) {
			throw failure;
		}
		this.others++;
		return FileVisitResult.CONTINUE;
	}

}
