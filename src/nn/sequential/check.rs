//! Models that cannot be computed, and what is wrong with each.

use crate::conv2d::sides;
use crate::{Activation, Conv2d, Error, Layer, Padding, Sequential, Shape};

impl Sequential {
    /// Refuses a model that computes nothing.
    ///
    /// # Errors
    /// [`Error::NoLayers`]; [`Error::EmptyLayer`] for one without inputs or units; and for convolutions
    /// and poolings [`Error::NoPicture`], [`Error::NothingLeft`], [`Error::Zero`] and
    /// [`Error::SoftmaxOfPicture`].
    pub fn check(&self) -> Result<(), Error> {
        if self.layers().is_empty() {
            return Err(Error::NoLayers);
        }
        // A flattening comes by itself, so it does not count.
        let layers = self.layers().iter();
        let layers = layers.filter(|layer| !matches!(layer, Layer::Flatten(_)));
        (1..).zip(layers).try_for_each(|(number, layer)| {
            match layer {
                Layer::Conv2d(conv) => convolution(number, conv)?,
                Layer::MaxPool2d(pool) => {
                    picture(number, "a pooling", pool.input())?;
                    window(number, "squares", pool.size(), pool.input())?;
                }
                Layer::Dense(_) | Layer::Flatten(_) => {}
            }
            match (layer.inputs(), layer.units()) {
                (1.., 1..) => Ok(()),
                (inputs, units) => Err(Error::EmptyLayer {
                    layer: number,
                    inputs,
                    units,
                }),
            }
        })
    }
}

fn convolution(layer: usize, conv: &Conv2d) -> Result<(), Error> {
    picture(layer, "a convolution", conv.input())?;
    for (what, number) in [
        ("channels", conv.filters()),
        ("a stride of", conv.strides()),
    ] {
        if number == 0 {
            return Err(Error::Zero { layer, what });
        }
    }
    if conv.activation() == Activation::Softmax {
        return Err(Error::SoftmaxOfPicture(layer));
    }
    // With zeros around it, a picture is never too small.
    let beneath = match conv.rim() {
        Padding::Valid => conv.input(),
        Padding::Same => Shape::Picture {
            height: conv.size(),
            width: conv.size(),
            channels: 1,
        },
    };
    window(layer, "a kernel", conv.size(), beneath)
}

fn picture(layer: usize, what: &'static str, input: Shape) -> Result<(), Error> {
    match input {
        Shape::Picture { .. } => Ok(()),
        Shape::Row(_) => Err(Error::NoPicture { layer, what }),
    }
}

fn window(layer: usize, what: &'static str, size: usize, input: Shape) -> Result<(), Error> {
    let [height, width, _] = sides(input);
    if size == 0 {
        let what = "a size of";
        return Err(Error::Zero { layer, what });
    }
    if size > height.min(width) {
        return Err(Error::NothingLeft {
            layer,
            what,
            size,
            height,
            width,
        });
    }
    Ok(())
}
