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
 * Finds the images of a folder by their names. Links are followed, as to a collection
 * that lies elsewhere; hidden files, and folders of results, are not looked at.
 */
final class ImageFolder extends SimpleFileVisitor<Path> {

	private static final Logger logger = LoggerFactory.getLogger(ImageFolder.class);

	// HEIC and AVIF are not read, but whoever has them should be told so
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
	 * Lists a folder in which there are no results.
	 * @param folder to look through
	 * @return the images, sorted by name
	 * @throws CommandException if a folder cannot be read
	 */
	static List<Source> list(Path folder) {
		return list(folder, Path.of(""));
	}

	/**
	 * Lists a folder and those in it.
	 * @param folder to look through
	 * @param output where results are, which may lie in it
	 * @return the images, sorted by name
	 * @throws CommandException if a folder cannot be read
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
			throw new CommandException("%s cannot be read: %s.".formatted(folder, ex), ex);
		}
		if (visitor.others > 0) {
			logger.info("{} other files and links that lead nowhere are left out", visitor.others);
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
