/** Files that were dropped, those in dropped folders included; hidden ones are left out. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  // All entries are taken before the first wait: the list is empty afterwards.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (entries.length === 0) {
    return [...transfer.files];
  }
  const found: File[] = [];
  for (const entry of entries) {
    await walk(entry, found);
  }
  return found;
}

async function walk(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (entry.name.startsWith(".")) {
    return;
  }
  if (entry.isFile) {
    const file = await new Promise<File | undefined>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(undefined)),
    );
    if (file) {
      found.push(file);
    }
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives a hundred at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (some.length === 0) {
      return;
    }
    for (const each of some) {
      await walk(each, found);
    }
  }
}

/** Calls back for files that are dropped or pasted anywhere on the page. */
export function catchFiles(onFiles: (files: File[]) => void, onOver: (isOver: boolean) => void): () => void {
  let depth = 0;
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  const enter = (event: DragEvent): void => {
    if (hasFiles(event)) {
      event.preventDefault();
      depth += 1;
      onOver(true);
    }
  };
  const over = (event: DragEvent): void => {
    if (hasFiles(event)) {
      event.preventDefault();
    }
  };
  const leave = (event: DragEvent): void => {
    if (hasFiles(event)) {
      depth = Math.max(0, depth - 1);
      onOver(depth > 0);
    }
  };
  const drop = (event: DragEvent): void => {
    if (hasFiles(event) && event.dataTransfer) {
      event.preventDefault();
      depth = 0;
      onOver(false);
      void droppedFiles(event.dataTransfer).then(onFiles);
    }
  };
  const paste = (event: ClipboardEvent): void => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) {
      event.preventDefault();
      onFiles(files);
    }
  };
  document.addEventListener("dragenter", enter);
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", leave);
  document.addEventListener("drop", drop);
  document.addEventListener("paste", paste);
  return () => {
    document.removeEventListener("dragenter", enter);
    document.removeEventListener("dragover", over);
    document.removeEventListener("dragleave", leave);
    document.removeEventListener("drop", drop);
    document.removeEventListener("paste", paste);
  };
}
