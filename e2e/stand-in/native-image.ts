/** `nativeImage`: a picture is kept as its size. https://www.electronjs.org/docs/latest/api/native-image */
import { onlyOptions } from './strict.ts'

class NativeImage {
  readonly #size: Electron.Size

  constructor(size: Electron.Size) {
    this.#size = size
  }

  getSize(): Electron.Size {
    return this.#size
  }
}

export const nativeImage = {
  createFromBitmap(buffer: Buffer, options: Electron.CreateFromBitmapOptions): NativeImage {
    onlyOptions(options, ['width', 'height', 'scaleFactor'], 'nativeImage.createFromBitmap')
    const { width, height, scaleFactor = 1 } = options
    if (buffer.length !== width * height * 4) throw new Error('invalid buffer size')
    return new NativeImage({ width: width / scaleFactor, height: height / scaleFactor })
  },
}
