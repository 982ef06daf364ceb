// What views and what is drawn in them call things: it imports nothing, so that both may.

export type PlaneName = 'axial' | 'sagittal' | 'coronal'
/** Which tool the main mouse button drives. */
export type ToolName = 'path' | 'outline' | 'mark' | 'crosshair' | 'window' | 'move' | 'zoom' | FrameToolName
/** Tools of projections; each belongs to a layer of the frame views. */
export type FrameToolName = 'distance' | 'angle' | 'region' | 'arrow' | 'text' | 'freehand' | 'calibrate' | 'pair' | 'shaft' | 'shiftBox' | 'curveRegion' | 'jointOutline' | 'midline' | 'cover' | 'flash'
/** A frame as stored or subtracted; or its whole run in one picture. */
export type FrameMode = 'native' | 'subtracted' | 'peak' | 'arrival' | 'timeToPeak'
/** Where the operator says the patient's LEFT lies on a projection; null = not said. */
export type LeftOnScreen = 'screenStart' | 'screenEnd' | null
/** The same of ANTERIOR, on a projection that looks across the patient. */
export type AnteriorOnScreen = LeftOnScreen
